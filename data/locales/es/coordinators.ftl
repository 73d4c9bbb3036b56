# Para trabajadores sociales y otras personas que buscan lugares para varias personas.

coordinators-title = Para coordinadores
coordinators-lead = Para trabajadores sociales, enfermeros y todos los que buscan lugares para otras personas. No hace falta una cuenta. Nunca escriba el nombre de un cliente: ningún campo lo pide.
coordinators-search = Buscar lugares
coordinators-lists = Listas para varios clientes
coordinators-lists-letters = En “Mi lista”, presione “Para varios clientes”. Cada lugar puede ser para el cliente A, B o C. Solo hay letras: ningún nombre aparece en la pantalla ni en el papel.
coordinators-lists-dense = En una pantalla ancha, “Vista compacta” muestra cada lugar en una línea, en los resultados y en la lista.
coordinators-lists-print = La lista impresa tiene espacio para escribir. En una hoja caben ocho lugares.
coordinators-lists-csv = “Guardar para hoja de cálculo” crea un archivo CSV con los nombres, direcciones, números y datos principales de los lugares.
coordinators-lists-link = “Enviar esta lista” crea un enlace. Muestra los lugares y nada sobre un cliente.
coordinators-api = Para programas
coordinators-api-what = Un solo pedido encuentra los lugares para un cliente. Pregunte por edad y seguro, nunca por un nombre.
coordinators-api-docs = Todos los pedidos y campos
coordinators-keys = Con el teclado
coordinators-key = Tecla
coordinators-does = Qué hace
coordinators-key-tab = Ir al siguiente enlace o botón
coordinators-key-enter = Abrir un lugar
coordinators-key-save = En un lugar: guardarlo o quitarlo de la lista
coordinators-key-next = En un lugar: ir al siguiente o al anterior
coordinators-key-leave = Salir de este sitio al instante
coordinators-kept = Qué se guarda
coordinators-kept-what = No se guarda nada de lo que usted busca. Sus listas están solo en este navegador. Cuando una lista va al servidor para mostrarla o hacer un archivo, allí no se guarda.
coordinators-dense = Vista compacta
