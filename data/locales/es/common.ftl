# Lo que está en todas las páginas.

language-name = Español
exit = Salir de aquí ya
exit-hint = “Salir de aquí ya” abre una página del clima. Presionar Esc tres veces hace lo mismo. Nada de esto borra el historial de su navegador, y “Atrás” aún puede mostrar las páginas que vio antes.
exit-how = Cómo borrarlo
skip = Ir al contenido principal
notice-bundled = Esta es la lista de 2023, del Directorio nacional de SAMHSA; los números pueden haber cambiado.
notice-sample = Estos son datos de muestra, no lugares reales. Sirven para probar.

help = Ayuda ahora
help-danger = Peligro ahora, sobredosis, convulsión, intento de suicidio:
help-naloxone = (sobredosis: dé naloxona)
help-suicide = Ideas de suicidio, o no puede más:
help-call-988 = llame al 988 y marque 2
help-or = o
help-text-988 = mande AYUDA por texto al 988
help-text-988-body = ?body=AYUDA
help-treatment = Para buscar tratamiento: SAMHSA
help-treatment-when = gratis, día y noche, en español e inglés
help-home = No está a salvo en casa:

footer-promise = Mostramos lo que dicen las listas públicas. No somos médicos, y nadie puede pagar por aparecer primero. No guardamos nada de lo que busca.
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
