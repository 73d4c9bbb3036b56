# Los lugares para llamar, como hoja para imprimir y llenar.

list-title = Lugares para llamar
list-link = Mi lista
list-see = Ver mi lista
list-compare = Comparar
list-compare-some = Hasta { $most } lugares, lado a lado
list-empty = Su lista está vacía
list-empty-what = Guarde los lugares a los que quizá quiera llamar. Aquí los verá en orden.
list-how = Para qué sirve
list-how-save = Guarde un lugar. Presione “Guardar”. Presione otra vez para quitarlo.
list-how-call = Llame desde el primero. Junto a cada número dice qué preguntar.
list-how-print = Imprima o compare. En una hoja caben ocho lugares.
list-kept = Quién puede verla
list-kept-tab = La lista está solo en esta pestaña. Cuando la cierra, se borra, a menos que usted elija guardarla en este dispositivo. En ese caso, quien use el dispositivo la puede ver.
list-search = Buscar lugares para llamar
list-shown = { $count ->
    [one] 1 lugar.
   *[other] { $count } lugares.
} Empiece por el primero.
list-left-off = { $count } más no caben en la lista.
list-gone = Ya no están en ninguna lista:
list-unknown = { $count ->
    [one] 1 lugar no se encontró.
   *[other] { $count } lugares no se encontraron.
}
list-caption = Lugares para llamar y qué preguntar en cada uno
list-for = Para cliente
list-letters = Para varios clientes: A, B, C
list-letters-note = Sin nombres: solo letras.
list-said = Lo que dijeron
list-date = Fecha:
list-print = Imprimir
list-remove = Quitar de la lista
list-keep-title = Guardar, comparar o enviar esta lista
list-keep = Guardar en este dispositivo
list-keep-warning = Si no, se borra cuando cierra esta pestaña. Quien use el dispositivo la puede ver.
list-clear = Borrar la lista
list-share = Enviar esta lista
list-share-some = Por mensaje de texto o con un enlace
list-share-reveals = Las dos formas muestran qué lugares hay en su lista, y nada de lo que usted buscó. Quien tenga el enlace lo puede abrir.
list-share-link = Enlace a esta lista
list-take = Poner todos en mi lista
list-csv = Guardar para hoja de cálculo
list-csv-number = Número
list-csv-name = Nombre
list-csv-letters = Lista
list-csv-address = Dirección
list-csv-call = Llamar
list-csv-phones = Otros números
list-csv-website = Sitio web
list-csv-link = Página
list-interpreter = Puede pedir un intérprete gratis.
list-deaf = ¿Es sordo o le cuesta oír? Marque el 711, o use el servicio de relevo por video. El intérprete es gratis.
list-questions = Pregunte por teléfono
list-more-questions = { $count } preguntas más
list-partly = Mencionan algunos
list-talked = Con quién, cuándo
list-opening = Cupo, precio
list-next = Siguiente paso
list-no-answer = Si nadie contesta
list-no-answer-next = Deje su nombre y teléfono si no corre peligro, y llame al siguiente lugar.
list-no-answer-card = O llame al número que está detrás de la tarjeta del seguro y pregunte qué lugares cubre.
list-no-answer-doctor = Su médico o terapeuta puede llamar por usted.
list-no-answer-211 = En el 211 saben qué ayuda hay cerca de usted.
list-no-answer-samhsa = SAMHSA ayuda gratis, de día y de noche:

list-ask-iop = ¿Tienen un programa ambulatorio intensivo (IOP)?
list-ask-together = ¿Está todo lo que necesito en un mismo programa?
list-ask-experience = ¿Han ayudado a personas como yo, con problemas como los míos?
list-ask-insurance = ¿Aceptan mi seguro, y cuánto pago yo?
list-ask-assessment = ¿Primero evalúan qué necesito? ¿Cuándo, y cuánto cuesta?
list-ask-ages = ¿Para qué edades es?
list-ask-teens = Para un joven: ¿el IOP es solo para jóvenes, y qué edades hay en un mismo grupo?
list-ask-week = ¿Cómo es una semana: qué días y a qué horas?
list-ask-evenings = ¿Puedo ir por la noche o el fin de semana?
list-ask-video = ¿Puede ser por video?
list-ask-therapies = ¿Cómo trabajan, y qué terapias usan?
list-ask-medication = ¿Puedo seguir con mis medicinas?
list-ask-eating = Para un trastorno alimentario: ¿quién revisa el peso, el corazón y la sangre, y hay nutricionista?
list-ask-family = ¿Cómo puede participar mi familia?
list-ask-school-work = ¿Ayudan a volver al trabajo o a la escuela?
list-ask-stay = ¿Cuánto tiempo se queda la gente?
list-ask-taper = ¿Cuánto tiempo puedo seguir, y bajan las horas poco a poco?
list-ask-after = ¿Qué viene después del programa?
list-ask-access = ¿Cómo llego, y puedo ir en silla de ruedas o con un niño?
list-ask-start = ¿Cuándo puedo empezar?
