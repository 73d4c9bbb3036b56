# Lo que encontró una búsqueda.

results-title = Lugares para llamar
results-in = { $count ->
    [0] { $what ->
        [iop] Ningún IOP en las listas en { $place }
       *[any] No se encontró nada en { $place }
    }
    [one] 1 programa en { $place }
   *[other] { $count } programas en { $place }
}
results-near = { $count ->
    [0] { $what ->
        [iop] Ningún IOP en las listas a { $miles } millas o menos de { $place }
       *[any] No se encontró nada a { $miles } millas o menos de { $place }
    }
    [one] 1 programa cerca de { $place }
   *[other] { $count } programas cerca de { $place }
}
results-near-you = { $count ->
    [0] { $what ->
        [iop] Ningún IOP en las listas a { $miles } millas o menos de usted
       *[any] No se encontró nada a { $miles } millas o menos de usted
    }
    [one] 1 programa cerca de usted
   *[other] { $count } programas cerca de usted
}
results-named = { $count ->
    [0] Ningún lugar con este nombre o número
    [one] 1 lugar con este nombre o número
   *[other] { $count } lugares con un nombre parecido
}
results-none-hint = Eso no quiere decir que no haya ayuda. Cambie una respuesta arriba, o llame a SAMHSA, de día o de noche: 1‑800‑662‑4357.
results-split = { $what ->
    [needs] { $listed ->
        [one] 1 ofrece todo lo que necesita
       *[other] { $listed } ofrecen todo lo que necesita
    }
   *[all] { $listed ->
        [one] 1 ofrece todo lo que pidió
       *[other] { $listed } ofrecen todo lo que pidió
    }
}; { $possible }, quizás.
results-list-all = { $what ->
    [needs] { $listed ->
        [one] Ofrece todo lo que necesita.
       *[other] Todos ofrecen lo que necesita.
    }
   *[all] { $listed ->
        [one] Ofrece todo lo que pidió.
       *[other] Todos ofrecen lo que pidió.
    }
}
results-may-have = { $possible ->
    [one] Puede que ofrezca
   *[other] Puede que ofrezcan
} todo lo que { $what ->
    [needs] necesita
   *[all] pidió
}. Pregunte al llamar.
results-unrecorded = Las listas públicas casi nunca registran los IOP de salud mental; primero van los más probables.
results-ask-iop = Pregunte por el IOP.
results-ask-iop-and-plan = Pregunte por el IOP y por { $plan }.
results-iop-and-kind = { $count ->
    [0] Pregunte a cada uno si acepta { $plan }.
    [one] 1 ofrece un IOP y acepta { $kind }; pregunte si acepta { $plan }.
   *[other] { $count } ofrecen un IOP y aceptan { $kind }; pregunte a cada uno si acepta { $plan }.
}
results-all-and-kind = { $count ->
    [0] Pregunte a cada uno si acepta { $plan }.
    [one] 1 ofrece esta atención y acepta { $kind }; pregunte si acepta { $plan }.
   *[other] { $count } ofrecen esta atención y aceptan { $kind }; pregunte a cada uno si acepta { $plan }.
}
payment-private = seguro privado
results-by-telehealth = { $count ->
    [one] 1 más en { $state } da atención por teléfono o video: pregunte.
   *[other] { $count } más en { $state } dan atención por teléfono o video: pregunte.
}
results-shown = Se muestran del { $first } al { $last }.
results-before = Antes de llamar
results-change = Cambiar todas las respuestas
results-more = Más lugares
results-first = Volver a los primeros lugares

bar = Sus respuestas
bar-submit = Mostrar estos
bar-video = Mostrar también lugares en { $state } que dan atención por teléfono o video. Pregunte si el programa mismo es por video.
bar-video-add = Mostrarlos también
bar-video-drop = Solo lugares a los que puedo ir
chip-near-you = Cerca de usted
chip-place = { $place } · { $miles } mi
chip-video = Video
age-any = Cualquier edad

card-miles = { $miles } mi
card-about-miles = unas { $miles } mi
card-save = Guardar
card-saved = Guardado
card-branches = { $count ->
    [one] 1 lugar más de { $name }
   *[other] { $count } lugares más de { $name }
}
call-new-clients = pacientes nuevos
tag-listed = En las listas:
tag-caution = Tenga en cuenta:
tag-no = No:
tag-addiction = Adicción
tag-mental-health = Salud mental
tag-dual-diagnosis = Adicción y salud mental
tag-eating = Trastornos alimentarios
tag-teen = Adolescentes
tag-video = Teléfono o video
tag-help-with-cost = ayuda con el costo
tag-wishes = { $count } de { $all } cosas que le gustarían
tag-more = { $count } más
tag-ask = Pregunte: { $what }
tag-ask-more = Pregunte: { $what } y { $more } más
tag-ask-age = edades
tag-ask-video = ¿el programa es por video?
tag-likely-day = Probable: tiene tratamiento de día
tag-likely-sister = Probable: IOP en otro programa de aquí
tag-likely-day-and-addiction = Probable: tratamiento de día y IOP de adicción
tag-likely-addiction = Quizás: tiene un IOP de adicción
tag-likely-both = Quizás: también trata adicciones
tag-likely-no-groups = Menos probable: sin terapia de grupo

safety-alcohol = ¿Tiembla o suda cuando deja de beber?
safety-alcohol-advice = Dejarlo de golpe puede matar.
safety-alcohol-search = Buscar primero desintoxicación
safety-opioids = ¿Opioides?
safety-opioids-advice = Hay medicinas que funcionan. Lleve naloxona. Después de una pausa, la dosis de antes puede matar.
safety-opioids-search = Lugares con medicinas
safety-pregnancy = ¿Está embarazada?
safety-pregnancy-advice = Dígalo: la mayoría de los programas deben atenderla primero. No deje el alcohol ni las drogas por su cuenta; consulte antes a un médico.
safety-eating = ¿Desmayos, dolor de pecho o vómito con sangre?
safety-eating-advice = Vaya a emergencias ahora mismo.

card-source-dated = De { $source }, { $year }. Nadie ha llamado para comprobarlo.
card-source-survey = De una encuesta de { $year } ({ $source }). Nadie ha llamado para comprobarlo.
card-source-undated = De { $source }, consultado en { $date }. No dice de cuándo es. Nadie ha llamado para comprobarlo.

hint-under-18 = En muchos estados usted puede pedir cierta atención por su cuenta. Pregunte si hace falta el permiso de sus padres, y qué manda el seguro a su casa.
hint-for-child = Puede llamar por su hijo o hija. Pregunte qué tiene que aceptar él o ella, y si usted puede ir también.
hint-for-another = Puede llamar por otra persona. Le pueden decir cómo empezar. Para hablar de su atención, esa persona tiene que estar de acuerdo.
hint-together = Usted pidió varias cosas. Pregunte si un mismo programa las tiene todas.
hint-look-for-card = Busque una tarjeta del seguro y llame al número que aparece en ella. Pregunte cuáles de estos lugares cubre el seguro.
hint-day-and-night = Aparecen primero los lugares que dicen tener desintoxicación con personal de día y de noche.
uninsured-title = ¿No tiene seguro? Quizás otros paguen
uninsured-medicaid = Quizás tiene derecho a Medicaid. Pregunte en la oficina de Medicaid de su estado; llame a este número para saber cómo:
uninsured-state = Su estado tiene una agencia para alcohol, drogas y salud mental. SAMHSA le da su número:
uninsured-211 = Para otra ayuda cerca de usted, llame:

narrow = Filtros
narrow-drop = Quitar:
narrow-order = Orden
order-best = Primero los más adecuados
order-distance = Primero los más cercanos
order-name = Por nombre
narrow-listed = Solo lugares que dicen tener todo lo que pedí
narrow-hint = El número dice cuántos de estos lugares lo tienen. Los que no lo dicen también se muestran, para que pueda preguntar.
narrow-payments = Seguro y pago
narrow-submit = Mostrar estos

offers-title = Qué más puede probar
offers-places = lugares
offer-radius = A { $miles } millas o menos
offer-state = En { $state }, el más cercano a { $miles } millas
offer-insurance = Si también sirve: { $payment }
offer-without = Sin esto: { $what }
offer-program = Si esto es suficiente: { $what }
offer-telehealth = Por teléfono o video, en todo { $state }
offer-level = Otro tipo de atención: { $level }
offer-any-match = Con los lugares que quizás lo tienen

link-make = Crear un enlace a esta búsqueda
link-reveals = El enlace lleva sus respuestas: dónde, para qué, cómo paga. Quien lo vea las puede leer. Queda en su historial si lo abre.
link-reveals-guide = También dice de qué le avisó la guía.
link-this = Enlace a esta búsqueda

map-title = Mapa
map-list = Lista
map-skip = Saltar el mapa
map-label = Mapa de los lugares de la lista
map-miles = millas
map-center = donde usted buscó
map-circle = a { $miles } millas o menos
map-shown = zona del mapa de arriba
map-about = no se sabe la dirección exacta
