# Un lugar, con todo lo que se sabe de él.

# El regreso a los resultados.
facility-back-near = { $count ->
    [one] 1 programa cerca de { $place }
   *[other] { $count } programas cerca de { $place }
}
facility-back-in = { $count ->
    [one] 1 programa en { $place }
   *[other] { $count } programas en { $place }
}
facility-back-named = { $count ->
    [one] Volver al programa encontrado
   *[other] Volver a los { $count } programas encontrados
}
facility-asked = Lo que usted pidió
facility-asked-see = Ver si es lo que usted pidió
facility-listed = En la lista:
facility-row-ask = Pregunte: { $what }
facility-row-no = { $what }: no
facility-where = Dónde queda
facility-map = Mapa: dónde queda { $name }
facility-lists = Lo que ofrecen
facility-lists-program = Lo que ofrecen: { $program }
facility-more = Más sobre este lugar
facility-and-more = { $some } y { $count } más
facility-open = Lo que no hay o no se dice
facility-open-some = Pregunte por lo que le importe
facility-next = Si nadie contesta
facility-next-listed = ofrece todo lo que usted pidió
facility-next-possible = puede que tenga lo que usted pidió
facility-keep = Enviar o corregir

place-call = Llamar
place-call-intake = Para pacientes nuevos
place-call-main = Número principal
place-call-extension = Pacientes nuevos: marque { $extension }
place-call-extension-main = Los demás: marque { $extension }
place-call-crisis = Línea de crisis
place-map-app = Su app de mapas

facility-gone = Este lugar ya no está en ninguna lista. Puede que haya cerrado o se haya mudado. Esto es lo último que supimos.
facility-gone-search = Buscar otros lugares
facility-withheld = La calle no se muestra, para proteger a las personas. Llame para saber a dónde ir.
facility-no-address = No indican una dirección. Quizás atienden por teléfono o video. Llame y pregunte.
facility-website = Página web del lugar
facility-glance = De un vistazo
facility-glance-iop = IOP
facility-glance-treats = Tratan
facility-glance-takes = Aceptan
facility-glance-languages = Idiomas
facility-glance-telehealth = Por video o teléfono
facility-glance-also = { $program }, también: { $more }
facility-glance-ask = No lo dicen: pregunte
facility-glance-ask-anyway = La lista no lo pregunta: pregúnteles
facility-directions = Cómo llegar
facility-directions-note = Estos mapas ven qué lugar busca usted.
facility-share = Enviar o copiar este lugar
facility-share-note = Solo el lugar, no su búsqueda
facility-share-text = Enviar por mensaje de texto
facility-share-label = Este lugar como texto
facility-copy = Copiar
facility-copied = Copiado.
facility-source = De dónde viene esto
facility-source-survey = De una encuesta de { $year } ({ $source }). Nadie ha llamado para comprobarlo.
facility-source-dated = De { $source }, de { $date }. Nadie ha llamado para comprobarlo.
facility-source-undated = De { $source }, que no da fecha. Nadie ha llamado para comprobarlo.
facility-source-sample = Inventado para probar esta página. No es un lugar real.
facility-yes = Sí
facility-no = No
facility-not-said = No lo dicen
facility-not-asked = La lista no lo pregunta
facility-signs = Señales de buena atención
facility-signs-note = Cada una ayuda a sanar. Un lugar puede tener más de lo que dice la lista: pregunte.
facility-signs-some = { $listed } de { $count } están en la lista
facility-sign = Señal
facility-sign-medication = Dan o aceptan medicinas
facility-sign-assessment = Una evaluación completa antes de empezar
facility-sign-family = La familia puede participar
facility-sign-aftercare = La ayuda sigue después del programa
facility-sign-naloxone = Naloxona y cómo usarla
facility-sign-accreditation = Alguien de fuera los revisa (acreditación)
facility-track-substance-use = Alcohol y drogas
facility-track-mental-health = Salud mental
facility-treats = Qué tratan
facility-week = Cómo es una semana
facility-who = Para quién es
facility-cost = Cuánto cuesta y quién paga
facility-therapies = Terapias
facility-medication = Medicinas
facility-elsewhere = Medicinas que le receta otro médico
facility-elsewhere-welcome = Las aceptan
facility-elsewhere-ask = Pregunte
facility-access = Idiomas y cómo llegar
facility-help = Más ayuda
facility-accreditation = Quién lo dirige y quién lo revisa
facility-course = Cómo se empieza y seguimiento
facility-smoking = Reglas sobre fumar
facility-nothing-listed = Aquí no dicen nada. Pregunte.
facility-ask-these = No lo dicen. Pregunte:
facility-they-say-no = Dicen que no a:
facility-nobody-asked = La lista no pregunta por:
facility-finer = En detalle:
facility-also = También ofrecen
facility-differs = Otras listas no están de acuerdo
facility-differs-some = { $count ->
    [one] 1 dato
   *[other] { $count } datos
}
facility-differs-one = { $what }: { $said }. { $source }
facility-description = Lo que dicen
facility-hours = Horario
facility-alert = Por ahora
facility-wait = Tiempo de espera
facility-dated = al { $day }
facility-room = Cupos
facility-room-free = { $free } libres ({ $unit })
facility-room-counted = contado el { $day }
facility-ages = Edades
facility-ages-all = Todas las edades
facility-ages-between = de { $from } a { $to } años
facility-ages-from = desde { $from } años
facility-ages-to = hasta { $to } años
facility-eligibility = Quién puede venir
facility-application = Cómo empezar
facility-documents = Qué traer
facility-fees = Costo
facility-languages = También hablan
facility-accessibility = Para personas con discapacidad
facility-weekday = { $day ->
    [1] lunes
    [2] martes
    [3] miércoles
    [4] jueves
    [5] viernes
    [6] sábado
   *[7] domingo
}
facility-ask = Qué preguntar por teléfono
facility-miles = a { $miles } millas
facility-about-miles = { $miles ->
    [one] a más o menos 1 milla
   *[other] a unas { $miles } millas
}
facility-wrong = ¿Hay algún error aquí?
facility-wrong-note = Solo guardamos su respuesta y el día
facility-wrong-what = ¿Qué está mal?
facility-wrong-phone = Un número de teléfono no funciona
facility-wrong-moved = Se mudaron
facility-wrong-closed = Ya cerraron
facility-wrong-no-iop = No tienen IOP
facility-wrong-insurance = No aceptan un seguro de la lista
facility-wrong-services = No ofrecen lo que dice la lista
facility-wrong-name = El nombre o la página web están mal
facility-wrong-send = Enviar
facility-wrong-thanks = Gracias
facility-wrong-kept = Vamos a revisarlo. Una lista como esta tarda en cambiar.
facility-wrong-back = Volver a { $name }

# Qué preguntar sobre el pago.
facility-ask-uninsured = No tengo seguro. ¿Me pueden ayudar con el costo?
facility-ask-plan = ¿Aceptan { $plan }?
facility-ask-medicaid-elsewhere = ¿Aceptan el Medicaid de otro estado?
facility-ask-funds-elsewhere = ¿Atienden a personas a las que otro estado les paga el tratamiento?
facility-ask-network = ¿Están en la red de { $plan }?
facility-ask-kind-and-network = ¿Aceptan { $kind }, y están en la red de { $plan }?

# Para los buscadores, en los datos de la página.
facility-data-intake = pacientes nuevos
facility-data-hotline = emergencias
