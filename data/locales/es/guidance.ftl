# "¿Me sirve un IOP?": preguntas, respuestas y qué consideran primero las personas en ese caso.

guidance-title = ¿Me sirve un IOP?
guidance-intro = Responda por usted, o por la persona que le preocupa. En ese caso, “usted” es esa persona.
guidance-promise = No guardamos sus respuestas. Esto es información, no un diagnóstico.
guidance-number = Pregunta { $number } de unas { $count }
guidance-continue = Seguir
guidance-back = Volver a la pregunta anterior
guidance-guide = Ir a la guía
guidance-choose = Elija una respuesta para seguir.
guidance-several = Marque todo lo que corresponda. Si nada corresponde, solo siga.
guidance-changed = Puede cambiar una respuesta. Lo que viene después se pregunta otra vez.

guidance-danger = ¿Hay peligro ahora mismo?
guidance-danger-hint = Una sobredosis. No despierta. Una convulsión. No puede respirar bien. Un intento de suicidio, o a punto de intentarlo. A punto de dañar a alguien.
guidance-danger-now = Sí, algo de esto pasa ahora
guidance-danger-thoughts = No, pero hay ideas de suicidio o de hacerse daño
guidance-danger-no = No

guidance-health = ¿Le pasa hoy algo de esto?
guidance-health-medical = Dolor de pecho, desmayo, fiebre alta, mucho dolor, sangrado, una herida fea o una enfermedad grave que acaba de empezar
guidance-health-psychiatric = Confusión, ver u oír lo que otros no, no saber qué es real, llevar días sin dormir, o no poder comer, beber ni cuidarse

guidance-help = ¿Con qué quiere ayuda?
guidance-help-substances = Alcohol o drogas
guidance-help-mental = Salud mental: ánimo, miedo, trauma y más
guidance-help-eating = La comida: muy poca, demasiada, vomitar, miedo al peso
guidance-help-gambling = Las apuestas, los videojuegos o algo así

guidance-use = ¿Qué usa casi todos los días, o usaba hasta hace poco?
guidance-use-hint = Márquelo también si lo dejó hace pocos meses, o si al parar tembló, sudó o se sintió mal.
guidance-use-alcohol = Alcohol
guidance-use-sedatives = Pastillas para los nervios o para dormir, como Xanax, Valium o Klonopin; barbitúricos; GHB
guidance-use-opioids = Opioides: heroína, fentanilo, pastillas para el dolor, kratom
guidance-use-unknown = Pastillas o polvo, y no sé qué tienen
guidance-use-other = Otra cosa: metanfetamina, cocaína, marihuana y demás

guidance-detox = ¿Ya pasó la desintoxicación?
guidance-detox-hint = Es el tiempo en que el alcohol o la droga sale del cuerpo, con ayuda médica. “Sí” es que ya terminó y que no ha vuelto a usar nada de eso.
guidance-detox-done = Sí, ya la hice
guidance-detox-no = No, o no lo sé

guidance-eating = ¿Le pasa algo de esto?
guidance-eating-hint = Desmayo. Dolor de pecho. Corazón lento o que late mal. Vómito con sangre. No retiene nada. Pierde peso rápido. Está muy débil.
guidance-eating-signs = Sí, al menos una
guidance-eating-no = No, ninguna

guidance-pregnancy = ¿Está embarazada?
guidance-pregnancy-yes = Sí, o quizás
guidance-pregnancy-no = No

guidance-home = ¿Cómo es su casa?
guidance-home-safe = Vivo en un lugar seguro y alguien me ayuda
guidance-home-use = Tengo casa, pero otros beben o usan allí, o nadie me ayuda
guidance-home-none = No tengo dónde vivir, o no estoy a salvo allí

guidance-tried = ¿Qué ha probado hasta ahora?
guidance-tried-nothing = Nada todavía
guidance-tried-outpatient = Citas una o dos veces por semana, y no bastó
guidance-tried-intensive = Un IOP o tratamiento de día, y no bastó
guidance-tried-down = Salgo de desintoxicación, de un hospital o de un programa residencial

guidance-days = ¿Qué ocupa sus días?
guidance-days-work = Tengo que seguir con el trabajo o la escuela
guidance-days-children = Cuido a niños o a otras personas
guidance-days-cannot = Apenas puedo con el día: no puedo trabajar ni estudiar

guidance-age = ¿Qué edad tiene?
guidance-age-teen = Menos de 18
guidance-age-young = De 18 a 25
guidance-age-adult = De 26 a 64
guidance-age-older = 65 o más

guidance-first = Por favor, primero esto
guidance-call-911 = Llame al 911
guidance-call-988 = Llame al 988 (marque 2)
guidance-text-988 = Texto al 988
guidance-outcome-title = Qué se suele considerar primero
guidance-outcome-intro = Esto es lo que mucha gente considera primero en un caso como el suyo, y por qué. No es un diagnóstico. Lo decide una evaluación completa, y un médico o terapeuta le puede ayudar a elegir.
guidance-danger-title = Pida ayuda ahora
guidance-danger-only = Ahora nada más importa. Cuando pase el peligro, vuelva. Aquí estamos.
guidance-why = Por qué
guidance-practical = Para que sea posible
guidance-then = Qué considerar
guidance-also = O también
guidance-search = Buscar esto
guidance-anyway = ¿Nada de esto es lo que busca? Busque por su cuenta, o llame al 1-800-662-4357 y hable con una persona.
guidance-own-search = Abrir la búsqueda
guidance-your-answers = Sus respuestas
guidance-none = Nada de esto
guidance-change = Cambiar
guidance-sources = Quién lo dice
guidance-sources-intro = Estas fuentes están detrás de lo que ve aquí:

guidance-says-danger = Llame al 911 ahora. Quédese con la persona y aparte lo que pueda hacer daño. Sobredosis: dé naloxona si tiene y ayúdele a respirar. Ideas de suicidio: también puede llamar o mandar un texto al 988 a toda hora.
guidance-says-medical = Llame al 911 o vaya a emergencias. El cuerpo va primero. Diga qué alcohol, drogas y medicinas hay: lo tienen que saber para tratarle sin riesgo.
guidance-says-delirium = Llame al 911. Si bebió o tomó pastillas para los nervios y paró o bajó, dígalo primero: puede ser la abstinencia, y puede matar. No se quede a solas hasta que llegue la ayuda.
guidance-says-psychiatric = Llame al 911 o al 988, o vaya a emergencias. Diga qué ve, oye o siente. ¿Dejó o bajó el alcohol o las pastillas para los nervios? Entonces llame al 911 y dígalo primero: puede ser la abstinencia. Si puede, no se quede a solas hasta que alguien le vea.
guidance-says-eating-danger = Llame al 911 o vaya hoy a emergencias. Estas señales pueden significar que el corazón está en peligro, sea cual sea el tamaño del cuerpo. Pida que le revisen el corazón, la sangre y las sales de la sangre.
guidance-says-thoughts = Llame ahora al 988 y marque 2, o mande AYUDA por texto al 988. Le escuchan de día y de noche, aunque no esté a punto de hacer nada. Pida que le atiendan hoy. Ponga las armas y las pastillas fuera de su alcance, o déselas a alguien de confianza. Si cree que lo va a hacer, llame al 911.
guidance-says-withdrawal = Nunca pare de golpe por su cuenta. Dejar de una vez el alcohol, las pastillas para los nervios o para dormir, los barbitúricos o el GHB puede matar. Hable hoy con un médico. Llame al 911 si hay una convulsión, confusión o fiebre, o si ve u oye cosas que no están.
guidance-says-pregnant-opioids = No deje los opioides por su cuenta en el embarazo: puede hacerle daño a usted y al bebé. Llame hoy a un médico o a una clínica. Lo normal es dar metadona o buprenorfina. Diga que está embarazada y pida prioridad.
guidance-says-overdose = Lleve naloxona y diga a los suyos dónde está. Después de una pausa el cuerpo aguanta menos: la cantidad de antes puede matar. No use a solas. Labios azules, respira poco o no despierta: llame al 911 y dé naloxona.
guidance-says-break = ¿Hubo opioides, o pudo haberlos? Después de una pausa el cuerpo aguanta menos: la cantidad de antes puede matar. Lleve naloxona y no use a solas. Pida metadona o buprenorfina antes de salir. Labios azules, respira poco o no despierta: llame al 911.
guidance-says-hospital = En una emergencia el hospital va antes que todo. Allí cuidan a la vez el cuerpo y la mente, y le mantienen a salvo. Lo que sigue se planea allí con usted.
guidance-says-thoughts-care = Con ideas de suicidio ayuda que le vean casi todos los días, o de día y de noche. En un hospital siempre hay alguien. En el tratamiento de día le ven gran parte del día, si de noche puede estar a salvo.
guidance-says-detox-done = Ya hizo la desintoxicación: es un gran paso. Ahora viene el tratamiento para que siga así. Si empieza otra vez, no pare de golpe por su cuenta. Vuelva a desintoxicarse.

guidance-says-alcohol = Con el alcohol, los primeros días son los de más riesgo. En la desintoxicación, el personal le cuida y le da medicina. Aquí aparecen primero los lugares con personal de día y de noche. Después de la desintoxicación suele venir un IOP.
guidance-says-sedatives = Las pastillas para los nervios o para dormir se dejan poco a poco, con un médico. Puede tomar semanas. Siga con lo que le dio su médico hasta que hablen. Si es GHB o barbitúricos, pregunte si lo pueden tratar.
guidance-says-unknown = Nadie sabe qué tiene, y por eso nadie sabe qué pasa al parar. El personal de desintoxicación lo puede ver en una prueba y cuidarle. Aquí aparecen primero los lugares con personal de día y de noche.
guidance-says-opioids = Con los opioides, la medicina va primero. La metadona y la buprenorfina quitan las ganas y salvan vidas. La medicina va junto con la desintoxicación u otra ayuda. Solo desintoxicarse no basta.
guidance-says-opioid-places = Los programas de tratamiento de opioides pueden dar metadona y más. Muchos otros lugares dan buprenorfina, algunos el mismo día. Otra ayuda puede ir a la vez.
guidance-says-opioid-teen = Con menos de 18 años se suele empezar con buprenorfina. No hace falta una clínica especial. Un programa de tratamiento de opioides puede dar metadona, pero en la mayoría de los casos uno de los padres tiene que estar de acuerdo. Otra ayuda puede ir a la vez.
guidance-says-pregnancy = Diga que está embarazada cuando llame. Los programas con una ayuda federal para este tratamiento deben atender primero a las embarazadas. Si no hay cupo, el estado debe asegurar que reciba ayuda en dos días o menos. Hay programas para embarazadas y nuevas mamás. Pedir ayuda pronto es cuidar de su bebé.
guidance-says-eating-check = Antes de cualquier programa, pida que un médico le revise el peso, el corazón, la presión y la sangre. Se puede estar muy mal con un cuerpo de cualquier tamaño. El médico también le ayuda a encontrar el nivel adecuado. Vaya a emergencias si se desmaya o si el corazón va lento o late mal.
guidance-says-no-home = Cuesta mejorar sin un lugar seguro donde dormir. En un programa residencial hay cama, comida y gente a su lado. Si alguien le hace daño en casa, llame al 1-800-799-7233. Para una cama esta noche, llame al 211.
guidance-says-home-use = Cuando en casa otros beben o usan, o nadie ayuda, cuesta más, pero se puede. Dígalo al programa. Algunos trabajan también con la familia.
guidance-says-housing = En una vivienda sobria vive con otros que se recuperan, y de ahí va a tratamiento.
guidance-says-intensive = Esta vez no bastó un IOP o el tratamiento de día. No fracasó. Es señal de que le hacen falta más horas o un lugar donde quedarse. Cuente qué le ayudó y qué no.
guidance-says-cannot = Cuando apenas puede con el día, unas tardes por semana pueden ser poco. En el tratamiento de día está allí gran parte del día y duerme en casa. Si los días mejoran, baja a un IOP.
guidance-says-outpatient = Si una cita por semana no basta, el paso que sigue es un IOP: varios días por semana, y todavía en casa.
guidance-says-down = Después de la desintoxicación, del hospital o de vivir en un programa, las primeras semanas en casa son duras. El IOP es para eso. Si puede, empiece antes de una semana.
guidance-says-nothing = Mucha gente empieza en un IOP. Pida primero una evaluación. Le dirá si un IOP es mucho, poco o lo justo.
guidance-says-early = Tiene un hogar seguro y aún no ha probado nada. Para empezar puede bastar una cita por semana. Si no basta, sube a un IOP.
guidance-says-gambling = Pocos lugares dicen que tratan el juego. Llame a los que sí. Pregunte si saben también de videojuegos y de deudas. O llame al 1-800-426-2537 (1-800-GAMBLER): es gratis, de día y de noche.
guidance-says-both = Pida un lugar donde un mismo equipo trate su salud mental y lo que usa. Si se trata una sola cosa, muchas veces la otra la trae de vuelta.
guidance-says-other = Para la metanfetamina y la cocaína no hay medicina tan buena como para los opioides. Pero los premios por avanzar y la CBT ayudan a mucha gente. La droga de la calle puede tener fentanilo: lleve naloxona.

guidance-says-work = Pida grupos de tarde, de noche o por video. Una ley llamada FMLA puede proteger su empleo. La escuela suele dejar que se ponga al día.
guidance-says-children = Pregunte si hay cuidado de niños, u horas mientras están en la escuela. Cuidar de usted es cuidar de ellos.
guidance-says-teen = Pida un programa solo para jóvenes, y pregunte qué edades hay en un mismo grupo. La familia suele participar. En muchos estados usted puede pedir cierta ayuda por su cuenta: pregunte si uno de los padres tiene que estar de acuerdo.
guidance-says-older = Diga todas las medicinas que toma. Medicare paga los IOP desde 2024, pero solo en algunos lugares. Pregunte: “¿Le pueden cobrar el IOP a Medicare?”

guidance-heed-medical = Una emergencia médica
guidance-heed-delirium = Confusión que puede ser la abstinencia
guidance-heed-psychiatric = Una emergencia de salud mental
guidance-heed-eating = Un trastorno alimentario que pone el cuerpo en peligro
guidance-heed-thoughts = Ideas de suicidio o de hacerse daño
guidance-heed-withdrawal = Es peligroso parar de golpe
guidance-heed-pregnant = Embarazo, con opioides
guidance-heed-overdose = Riesgo de sobredosis
guidance-heed-break = Riesgo de sobredosis después de una pausa
guidance-heed-eating-check = Primero tiene que verle un médico
guidance-heed-intensive = Un IOP no bastó
guidance-heed-cannot = Cuesta pasar el día

guidance-care-hospital = Un hospital
guidance-care-hospital-1 = Médicos y enfermeras de día y de noche. En una emergencia vaya a la sala de emergencias más cercana: no hace falta una lista. Estos lugares son para después.
guidance-care-detox-alcohol = Desintoxicación de alcohol
guidance-care-detox-sedatives = Desintoxicación de pastillas para los nervios o para dormir
guidance-care-detox = Desintoxicación
guidance-care-detox-1 = Unos días con personal que le cuida.
guidance-care-detox-slow = Poco a poco, con personal que le cuida. Toma más tiempo que otras.
guidance-care-residential = Un programa residencial
guidance-care-residential-1 = Vive allí unas semanas o meses.
guidance-care-day = Tratamiento de día (PHP)
guidance-care-day-1 = Gran parte del día, casi todos los días. Duerme en su casa.
guidance-care-clinic = Un programa de tratamiento de opioides
guidance-care-clinic-1 = Metadona u otra medicina, al principio casi todos los días.
guidance-care-medicine = Medicina para opioides, en cualquier tipo de lugar
guidance-care-medicine-1 = Muchas veces buprenorfina. Puede vivir en su casa.
guidance-care-gambling = Tratamiento para el juego
guidance-care-gambling-1 = En cualquier nivel.
guidance-care-iop = Un IOP
guidance-care-iop-1 = Varios días por semana, unas tres horas cada vez. Duerme en su casa.
guidance-care-housing = Una vivienda sobria
guidance-care-housing-1 = Para vivir mientras va a tratamiento.
guidance-care-outpatient = Una cita por semana
guidance-care-outpatient-1 = Una o dos veces por semana, con un consejero o terapeuta.
