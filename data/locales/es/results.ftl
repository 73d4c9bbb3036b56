# Lo que encontró una búsqueda.

results-title = Lugares para llamar
results-found-in = { $count ->
    [0] No se encontró ningún lugar en { $place }.
    [one] 1 lugar en { $place }.
   *[other] { $count } lugares en { $place }.
}
results-found-named = { $count ->
    [0] No se encontró ningún lugar con este nombre o número.
    [one] 1 lugar con este nombre o número.
   *[other] { $count } lugares con un nombre parecido.
}
results-found-in-area = { $count ->
    [0] No se encontró ningún lugar en { $place } ni cerca.
    [one] 1 lugar en { $place } o cerca.
   *[other] { $count } lugares en { $place } o cerca.
}
results-found-near = { $count ->
    [0] No se encontró ningún lugar a { $miles } millas o menos de { $place }.
    [one] 1 lugar a { $miles } millas o menos de { $place }.
   *[other] { $count } lugares a { $miles } millas o menos de { $place }.
}
results-found-near-you = { $count ->
    [0] No se encontró ningún lugar a { $miles } millas o menos de usted.
    [one] 1 lugar a { $miles } millas o menos de usted.
   *[other] { $count } lugares a { $miles } millas o menos de usted.
}
results-split = { $listed ->
    [0] Ninguno dice
    [one] 1 dice
   *[other] { $listed } dicen
} tener todo lo que pidió. { $possible ->
    [0] { "" }
    [one] 1 quizás lo tiene: pregunte.
   *[other] { $possible } quizás lo tienen: pregunte.
}
results-split-needs = { $listed ->
    [0] Ninguno dice
    [one] 1 dice
   *[other] { $listed } dicen
} tener todo lo que necesita. { $possible ->
    [0] { "" }
    [one] 1 quizás lo tiene: pregunte.
   *[other] { $possible } quizás lo tienen: pregunte.
}
results-by-telehealth = { $count ->
    [one] 1 más en { $state } da atención por teléfono o video: pregunte.
   *[other] { $count } más en { $state } dan atención por teléfono o video: pregunte.
}
results-shown = Se muestran del { $first } al { $last }.
results-asked = Buscamos:
results-wished = Sería bueno que tuviera:
results-change = Cambiar sus respuestas
results-more = Más lugares
results-first = Volver a los primeros lugares

card-track-substance-use = programa de alcohol y drogas
card-track-mental-health = programa de salud mental
card-lists-everything = Dice tener todo lo que pidió.
card-lists-needs = Dice tener todo lo que necesita. De sus { $wishes } preferencias, tiene { $met }.
card-lists = Dice tener: { $what }.
card-may-have-it = Quizás lo tiene: pregunte.
card-by-telehealth = Por teléfono o video: pregunte si el programa mismo es por video.
card-does-not-say = No dice: { $what }.
card-ask = Pregunte:
card-ask-together = ¿Está todo esto en el mismo programa?
card-help-with-cost = ayuda con el costo
card-ask-uninsured = No tengo seguro. ¿Me pueden ayudar con el costo?
card-ask-plan = ¿Aceptan { $plan }?
card-ask-medicaid-elsewhere = ¿Aceptan el Medicaid de otro estado?
card-ask-funds-elsewhere = ¿Atienden a personas a las que otro estado les paga el tratamiento?
card-ask-network = ¿Están en la red de { $plan }?
card-ask-kind-and-network = ¿Aceptan { $kind }, y están en la red de { $plan }?
card-takes = Acepta
card-fits = De sus preferencias, tiene
card-unsure = No dice; pregunte
card-lacks = No tiene
card-language = Español
card-speaks = Hablan español: sí
card-speaks-ask = Hablan español: pregunte
card-source-dated = De { $source }, { $year }. Nadie ha llamado para comprobarlo.
card-source-survey = De una encuesta de { $year } ({ $source }). Nadie ha llamado para comprobarlo.
card-source-undated = De { $source }, consultado en { $date }. No dice de cuándo es. Nadie ha llamado para comprobarlo.

hint-under-18 = En muchos estados usted puede pedir cierta atención por su cuenta. Pregunte si hace falta el permiso de sus padres, y qué manda el seguro a su casa.
hint-for-child = Puede llamar por su hijo o hija. Pregunte qué tiene que aceptar él o ella, y si usted puede ir también.
hint-for-another = Puede llamar por otra persona. Le pueden decir cómo empezar. Para hablar de su atención, esa persona tiene que estar de acuerdo.
hint-look-for-card = Busque una tarjeta del seguro y llame al número que aparece en ella. Pregunte cuáles de estos lugares cubre el seguro.
hint-day-and-night = Aparecen primero los lugares que dicen tener desintoxicación con personal de día y de noche.
uninsured-title = ¿No tiene seguro? Quizás otros paguen
uninsured-medicaid = Quizás tiene derecho a Medicaid. Pregunte en la oficina de Medicaid de su estado; llame a este número para saber cómo:
uninsured-state = Su estado tiene una agencia para alcohol, drogas y salud mental. SAMHSA le da su número:
uninsured-211 = Para otra ayuda cerca de usted, llame:

narrow = Ordenar, o mostrar menos lugares
narrow-chosen = Solo lugares con:
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
offer-radius = { $count } a { $miles } millas o menos, si busca más lejos
offer-state = { $count } en { $state }, el más cercano a { $miles } millas
offer-insurance = { $count } si también sirve: { $payment }
offer-without = { $count } sin esto: { $what }
offer-program = { $count } si esto es suficiente: { $what }
offer-telehealth = { $count } si incluye los que atienden por teléfono o video en { $state }
offer-level = { $count } para otro tipo de atención: { $level }
offer-any-match = { $count } si incluye los que quizás lo tienen

link-make = Crear un enlace a esta búsqueda
link-reveals = El enlace lleva sus respuestas: dónde, para qué, cómo paga. Quien lo vea las puede leer. Queda en su historial si lo abre.
link-reveals-guide = También dice de qué le avisó la guía.
link-this = Enlace a esta búsqueda

map-title = Mapa
map-together = Estos lugares están tan cerca entre sí que comparten una marca:
map-see = Ver el mapa
map-skip = Saltar el mapa
map-label = Mapa de los lugares de la lista
map-miles = millas
map-center = donde usted buscó
map-circle = a { $miles } millas o menos
map-shown = zona del mapa de arriba
map-about = no se sabe la dirección exacta
