# Lo que está en todas las páginas.

language-name = Español
exit = Salir ya
exit-hint = “Salir ya” abre una página del clima; presionar Esc tres veces hace lo mismo. No borra el historial de su navegador, y con “Atrás” todavía se pueden ver las páginas anteriores.
exit-how = Cómo borrarlo
skip = Ir al contenido principal
brand-link = iopfinder, ir a la búsqueda
site = Sitio
share-description = Programas de tratamiento para alcohol, drogas, salud mental y trastornos alimentarios, con un número para llamar. Gratis, privado y sin registrarse.
notice-bundled = Esta es la lista de 2023, del Directorio nacional de SAMHSA; los números pueden haber cambiado.
notice-sample = Son datos de muestra, no lugares reales.

help = Ayuda ahora
help-question = ¿Peligro?
help-call = Llame al
help-call-911 = Llame al 911
help-call-988 = Llame 988
help-text-988 = Texto 988
help-text-988-body = ?body=AYUDA
help-more = Más
help-danger = Sobredosis, convulsión, intento de suicidio
help-naloxone = Sobredosis: dé naloxona
help-suicide = Ideas de suicidio, o no puede más
help-suicide-how = Al llamar, marque 2. Por texto, mande AYUDA.
help-veterans = Veteranos y militares
help-veterans-how = Llame al 988 y marque 1
help-veterans-call = 988, luego 1
help-treatment = Para buscar tratamiento: SAMHSA
help-treatment-when = Gratis, día y noche, en español e inglés
help-home = No está a salvo en casa
help-home-who = Línea Nacional contra la Violencia Doméstica

footer-promise = Mostramos lo que dicen las listas públicas. No somos médicos, y nadie puede pagar por aparecer primero. No guardamos nada de lo que usted busca.
footer-more = Más páginas
footer-search = Buscar
footer-guide = ¿Qué es un IOP?
footer-privacy = Su privacidad
footer-api = Para desarrolladores de software (en inglés)

failure-not-found = No encontramos esta página
failure-not-found-meaning = La dirección puede tener un error, o la página cambió de lugar.
failure-gone = La lista se actualizó
failure-gone-meaning = Cambió después de su búsqueda. Busque otra vez para verla completa.
failure-form = Este formulario ya no vale
failure-form-meaning = Abra la página otra vez y mande el formulario desde allí. No se mandó desde este sitio, o la página tiene más de un día.
failure-too-many = Hoy no se aceptan más avisos
failure-too-many-meaning = Hoy otras personas ya avisaron sobre este lugar. Gracias por intentarlo. Puede avisar otra vez mañana.
failure-not-ready = No podemos responder en este momento
failure-not-ready-meaning = Espere unos segundos e intente otra vez.
failure-unavailable = Esto no funciona en este momento
failure-unavailable-meaning = La búsqueda sí funciona. Inténtelo otra vez en un minuto.
failure-request = No pudimos leer eso
failure-request-meaning = Vuelva atrás e intente otra vez, o empiece de nuevo.
failure-ours = Algo falló aquí
failure-ours-meaning = No es culpa suya. Intente otra vez en un momento.
failure-search = Ir a la búsqueda

month = { $month ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
} de { $year }
