# La página de búsqueda: sus preguntas y lo que hay que corregir.

search-title = Encuentre un programa de tratamiento
search-intro = Para alcohol, drogas, salud mental y trastornos alimentarios. Primero buscamos programas IOP: usted va varios días por semana y vive en casa.
search-intro-guide = Más sobre los IOP
search-loading = La lista se está cargando. Intente otra vez en un momento.
search-submit = Buscar lugares para llamar

fault-intro = Falta algo para poder buscar
fault-no-place = ¿Dónde buscamos? Escriba un código postal, una ciudad o un condado con su estado, o un estado.
fault-place = No conocemos este lugar. Escriba un código postal, una ciudad o un condado con su estado, o un estado.
fault-empty-name = Escriba un nombre con letras, o un número de teléfono.
fault-meant = ¿Quiso decir uno de estos?
fault-which-place = ¿Cuál { $name }?
fault-military-mail = Esto es correo militar en el extranjero, y solo conocemos lugares en los Estados Unidos. En el extranjero, TRICARE Overseas (tricare-overseas.com) encuentra atención para militares y sus familias. Para recibir atención en los Estados Unidos, escriba un código postal o una ciudad de allí.
fault-city-or-state = ¿La ciudad de { $name }, o todo el estado?
fault-no-insurer = Escriba el nombre de su seguro. O elija de qué tipo es, o “No sé”.
fault-pay = Escribió “{ $typed }”, pero también eligió “{ $answer }”. ¿Cuál es la respuesta correcta?
fault-which-plan = { $name } puede ser un plan de varios tipos. ¿Cuál tiene usted?
fault-near-insurer = No conocemos este nombre. ¿Quiso decir uno de estos?
fault-unknown-insurer = No conocemos este seguro. Elija de qué tipo es, o “No sé”.
plan-commercial = Por el trabajo, o comprado por su cuenta
plan-private = Por el trabajo, comprado por su cuenta o del mercado de seguros
plan-marketplace = Del mercado de seguros (Obamacare)
plan-medicaid = Medicaid
plan-chip = CHIP, para niños
plan-medicare = Medicare
plan-tricare = TRICARE
plan-military = Para familias de militares o veteranos
plan-state = Essential Plan u otro plan del estado
pay-with = Con { $name }

ask-who = ¿Para quién es?
who-me = Para mí
who-child = Para mi hijo o hija
who-other = Para otra persona
ask-age = ¿Qué edad tiene?
age-under-18 = Menos de 18
age-18-25 = 18 a 25
age-adult = 26 a 64
age-older = 65 o más
ask-where = ¿Dónde?
ask-where-hint = Código postal, ciudad y estado, o un estado entero
locate = Usar mi ubicación
locate-hint = La redondeamos a más o menos una milla antes de enviarla.
place-near = cerca de { $city }
place-whole-state = { $state } (todo el estado)
locate-failed = Su dispositivo no nos dio la ubicación. Escriba un lugar, por favor.
ask-what = ¿Para qué?
what-substances = Alcohol o drogas
what-mental-health = Salud mental
what-both = Las dos cosas
what-eating = Un trastorno alimentario
ask-pay = ¿Cómo va a pagar?
ask-insurer = Nombre del seguro
ask-insurer-hint = Como aparece en la tarjeta. Por ejemplo Medicaid, Aetna o TRICARE
ask-name = ¿Busca un lugar en particular?
ask-name-hint = Su nombre o su número de teléfono. No hace falta decir dónde está.
pay-insurance = Tengo seguro
pay-none = No tengo seguro
pay-unknown = No sé
suggest-places = Lugares
suggest-insurers = Tipos de seguro
suggest-count = Encontrados:
suggest-none = Todavía nada. Puede seguir escribiendo.

more = Más opciones (puede saltarlas)
ask-level = Tipo de atención
level-any = Cualquier tipo de atención
radius-usual = { $miles } millas, o todo el condado o la región
ask-radius = ¿Qué tan lejos?
miles = { $miles ->
    [1] 1 milla
   *[other] { $miles } millas
}
ask-telehealth = También por teléfono o video
wishes-therapies = Tipos de terapia
wishes-medication = Medicinas
wishes-groups = Programas para ciertas personas
wishes-help = Ayuda con la vida diaria
wishes-languages = Idiomas
ask-language = Otro idioma
ask-must = Mostrar solo lugares que pueden tener todo esto. Si no marca esta casilla, aparecen primero los que tienen más.
ask-person = La persona es
ask-person-hint = Así le avisamos de lugares que no son para esta persona.
ask-kept = También se pidió
ask-kept-hint = Esto viene de la guía o de la lista de lugares. Desmarque lo que ya no corresponda.
not-asked = Ninguna lista nos dice los horarios, los grupos de noche o el acceso en silla de ruedas. Pregunte al llamar.
