# Qué pasa con una búsqueda. Una prueba o el código muestra que cada frase es cierta.

privacy-title = Su privacidad
privacy-cookies = No usamos cookies, y ninguna página de aquí carga nada de otro sitio.
privacy-address = Su búsqueda va dentro de la solicitud y no en la dirección de la página, así que no aparece en su historial.
privacy-forgotten = Le respondemos y la olvidamos: ninguna búsqueda se escribe en un disco, un registro o una base de datos.
privacy-log = Contamos qué tipos de página se pidieron y qué tan rápido respondimos, y nada sobre usted.
privacy-location = Si usa su ubicación, su dispositivo la redondea a más o menos una milla antes de enviarla.
privacy-list = Su lista de lugares se queda en esta pestaña y se borra al cerrarla, salvo que usted decida guardarla en el dispositivo.
privacy-link = Si crea un enlace a una búsqueda, el enlace lleva sus respuestas, y quien lo vea las puede leer.
privacy-elsewhere = Los sitios que abre desde aquí no saben de dónde viene, pero pueden guardar lo que hace allí.
privacy-network = Quien maneja su red, su plan de teléfono o su dispositivo puede ver que estuvo aquí, o a quién llamó.
privacy-wrong = Si nos dice que algo está mal, guardamos lo que eligió, de qué lugar se trata y el día, y nunca quién es usted.

history-title = Borre su historial
history-intro = Su navegador guarda una lista de las páginas que abrió. “Salir de aquí ya” no la borra. Usted puede:
history-computer = En una computadora, presione Ctrl y H (en una Mac, Command y Y). Elija las páginas y bórrelas.
history-android = En un teléfono Android, abra el menú del navegador y luego “Historial”. Borre las páginas.
history-iphone = En un iPhone, abra “Ajustes” o “Configuración”, luego “Apps” y “Safari”. Elija “Borrar historial”.
history-calls = Las llamadas y los textos quedan en las listas de su teléfono. Bórrelos allí.
history-private = La próxima vez, abra primero una ventana privada. No guarda historial. Su red aún puede ver qué visita.
