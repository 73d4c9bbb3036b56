# Los lugares para llamar, como hoja para imprimir y llenar.

list-title = Lugares para llamar
list-link = Mi lista
list-choose = En mi lista
list-see = Ver mi lista
list-compare = Comparar
list-empty = Todavía no hay lugares en su lista. Busque, y marque “En mi lista” en los lugares a los que quizá llame.
list-search = Ir a la búsqueda
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
list-print = Imprimir
list-print-hint = Puede imprimir esta página y escribir en ella. No lleva lo que usted buscó.
list-remove = Quitar de la lista
list-keep = Guardar en este dispositivo
list-keep-warning = La lista queda aunque cierre esta pestaña. Cualquiera que use este dispositivo la puede ver.
list-clear = Borrar la lista
list-interpreter = Puede pedir un intérprete gratis.
list-when-you-call = Cuando llame
list-deaf = ¿Tiene sordera o le cuesta oír? Marque el 711, o use el servicio de relevo por video. El intérprete es gratis.
list-questions = Qué preguntar
list-more-questions = { $count } preguntas más
list-partly = Mencionan algunos
list-talked = Con quién hablé, y cuándo
list-next = Qué hacer después
list-no-answer = Si nadie contesta
list-no-answer-next = Deje su nombre y teléfono si no corre peligro. Luego llame al lugar que sigue en la lista.
list-no-answer-card = Llame al número que está detrás de la tarjeta del seguro. Pregunte qué lugares cubre. Si no sabe si tiene una tarjeta, búsquela.
list-no-answer-doctor = Pida a su médico o terapeuta que llame.
list-no-answer-211 = Llame al 211. Saben qué ayuda hay cerca de usted.
list-no-answer-samhsa = Llame a SAMHSA al 1-800-662-4357. Es gratis, de día y de noche.

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
