# La guía: qué es un IOP y todo lo que lo rodea. Los datos vienen de las fuentes que nombra al final.

guide-title = ¿Qué es un IOP?
guide-lead = Un IOP es un programa ambulatorio intensivo. Usted va a tratamiento varios días por semana y duerme en su casa. Esta página le cuenta, con palabras claras, cómo es.
guide-informs = Esto es información. No es un diagnóstico ni reemplaza a un médico o terapeuta.
guide-contents = En esta página
guide-right-lead = ¿No sabe si es para usted? Unas preguntas cortas muestran qué consideran primero las personas en un caso como el suyo. No guardamos sus respuestas.
guide-right-link = ¿Me sirve un IOP?
guide-search-iop = Buscar un IOP

guide-what = Qué es un IOP
guide-what-1 = Un IOP le da más ayuda que una cita por semana. Y le da más libertad que un lugar donde se queda a dormir. Usted sigue con su vida y usa en casa, el mismo día, lo que aprende.
guide-what-2 = Puede ayudar con el alcohol o las drogas, con la salud mental, con las dos cosas a la vez o con un trastorno alimentario.
guide-what-3 = A mucha gente le va bien. A quien se queda más tiempo le suele ir mejor. Si recae, no fracasó: dígalo al equipo y el plan cambia.

guide-week = Cómo es una semana
guide-week-1 = Los adultos suelen ir de 9 a 19 horas por semana. Pueden ser tres horas cada vez, de tres a cinco días. Los adolescentes van 6 horas o más.
guide-week-2 = Muchos lugares tienen grupos de día o por la tarde y noche, para que usted pueda trabajar o estudiar. Algunos son por video. Ninguna lista nos dice las horas. Pregunte cuando llame.
guide-week-3 = Suele durar unos tres meses, o más si hace falta. Hacia el final se va menos: primero unos pocos días y luego una o dos veces por semana.
guide-week-4 = Con 20 horas o más por semana se suele llamar tratamiento de día u hospitalización parcial (PHP). Pero los nombres cambian. Unos le llaman IOP a 6 horas por semana y otros a 30. Pregunte: “¿Cuántas horas por semana y qué días?”
guide-week-example = Una semana puede ser así
guide-week-mon = Lunes: grupo, 3 horas. Miran cómo fue el fin de semana y planean los días que vienen.
guide-week-tue = Martes: una hora a solas con su consejero.
guide-week-wed = Miércoles: grupo, 3 horas. Aprende algo útil, como dejar pasar las ganas de usar.
guide-week-thu = Jueves: grupo, 3 horas. Una o dos veces al mes viene la familia.
guide-week-fri = De viernes a domingo: la vida en casa y, si quiere, un grupo de apoyo.

guide-types = Cinco tipos de IOP
guide-types-1 = Pida el tipo que le hace falta. Un lugar puede tener varios.
guide-type-addiction = Alcohol y drogas
guide-type-addiction-1 = Aprende a dejarlo y a no volver. A veces hay pruebas de drogas. Sirven para que el equipo le ayude mejor.
guide-type-mind = Salud mental
guide-type-mind-1 = Para la tristeza, el miedo, el trauma, el trastorno bipolar y más. Se aprende a cuidar el ánimo, el sueño y la calma, y a no hacerse daño.
guide-type-both = Las dos cosas a la vez
guide-type-both-1 = A esto se le llama diagnóstico doble. Le pasa a mucha gente. Lo mejor es que un mismo equipo trate las dos cosas juntas.
guide-type-teen = Adolescentes
guide-type-teen-1 = Grupos solo de jóvenes. La escuela y la familia son parte del plan.
guide-type-eating = Trastornos alimentarios
guide-type-eating-1 = Hay comidas en grupo, una nutricionista y médicos que cuidan el cuerpo.

guide-sessions = A solas, en grupo, con la familia
guide-sessions-group = En grupo
guide-sessions-group-1 = Es la mayor parte de la semana. Hay un consejero y entre 6 y 12 personas que viven algo parecido. Al principio puede solo escuchar. Lo que se dice ahí se queda ahí.
guide-sessions-alone = A solas
guide-sessions-alone-1 = Usted habla a solas con un consejero o terapeuta, muchas veces una vez por semana. Pone sus metas y habla de lo que no diría en el grupo.
guide-sessions-family = Con la familia
guide-sessions-family-1 = Las personas cercanas aprenden qué ayuda y qué no. Familia puede ser cualquier persona de su confianza. Si en casa no está a salvo, dígalo: nadie de casa tiene que venir.

guide-therapies = Los tipos de terapia
guide-therapies-1 = Casi todos los lugares usan varias. Pregunte cuáles y por qué.
guide-therapies-show = Todas, una por una
guide-therapy-cbt = Terapia cognitivo-conductual (CBT)
guide-therapy-cbt-1 = Usted nota las ideas que le llevan a beber, a usar o a un mal ánimo. Luego prueba otras ideas y otras formas de actuar.
guide-therapy-dbt = Terapia dialéctica conductual (DBT)
guide-therapy-dbt-1 = Aprende a manejar sentimientos fuertes sin hacerse daño, y a llevarse bien con los demás. Ayuda a mucha gente que se lastima.
guide-therapy-mi = Entrevista motivacional
guide-therapy-mi-1 = Una charla sin presión. Usted encuentra sus propias razones para cambiar, a su ritmo.
guide-therapy-twelve = Apoyo con los 12 pasos
guide-therapy-twelve-1 = El personal le ayuda a empezar con grupos como AA o NA. Si no es lo suyo, puede pedir otros grupos.
guide-therapy-family = Terapia de familia
guide-therapy-family-1 = Usted y los suyos cambian cómo se hablan y cómo viven juntos. Para los jóvenes es de lo que más ayuda.
guide-therapy-rewards = Premios por avanzar (manejo de contingencias)
guide-therapy-rewards-1 = Gana premios pequeños por cada paso, como una prueba de drogas negativa. Es lo que más ayuda con la metanfetamina y la cocaína.
guide-therapy-community = Comunidad terapéutica
guide-therapy-community-1 = Vive o pasa los días con otros que se recuperan. Todos tienen tareas y todos se ayudan.
guide-therapy-relapse = Prevención de recaídas
guide-therapy-relapse-1 = Aprende cuáles son sus señales y hace un plan para los días malos.
guide-therapy-skills = Habilidades para la vida
guide-therapy-skills-1 = Dormir, el dinero, el trabajo, la cocina, decir que no: con eso se arma un día sin drogas o sin miedo.
guide-therapy-classes = Clases
guide-therapy-classes-1 = Aprende qué le hace la enfermedad al cuerpo y a la mente, y qué hace el tratamiento.
guide-therapy-peer = Grupos de apoyo y ayuda mutua
guide-therapy-peer-1 = Alguien que ya pasó por eso va a su lado. Los grupos de apoyo son gratis y siguen después del programa.
guide-therapy-trauma = Terapia para el trauma
guide-therapy-trauma-1 = No tiene que contarlo todo. Primero aprende a sentirse a salvo. Luego, si quiere, trabaja en lo que pasó, por ejemplo con EMDR.
guide-therapy-holistic = Arte, movimiento, calma
guide-therapy-holistic-1 = Arte, música, yoga, atención plena o acupuntura. Van bien con lo demás, pero no lo reemplazan.

guide-medicine = Medicinas
guide-medicine-1 = Para los opioides, la medicina es lo principal. La metadona y la buprenorfina bajan mucho el riesgo de morir. La naltrexona bloquea los opioides cuando ya no hay en el cuerpo. Si la deja, el cuerpo aguanta menos que antes y la cantidad de antes puede matar.
guide-medicine-2 = Para el alcohol hay naltrexona, acamprosato y otras. Para la salud mental hay muchas.
guide-medicine-3 = Tomar medicina también es recuperarse. Pregunte: “¿Puedo seguir con mi medicina, o empezarla con ustedes?” Si quieren que la deje primero, busque otro lugar.
guide-medicine-search = Buscar medicina para opioides

guide-teens = Para adolescentes
guide-teens-1 = Un programa para jóvenes no es uno de adultos más chico. Mira la conducta, la escuela, los amigos y la familia. Los grupos deben ser solo de jóvenes: pregunte qué edades hay en un mismo grupo.
guide-teens-2 = La familia casi siempre participa. El programa puede hablar con la escuela para que sigan las clases. Muchos son después de la escuela.
guide-teens-3 = ¿Tiene menos de 18 años y quiere ayuda? Puede llamar por su cuenta. Le puede ayudar su mamá o su papá, y también la enfermera de la escuela, un médico, una tía, un entrenador o los números de arriba.
guide-teens-search = Buscar un IOP para adolescentes

guide-eating = Para trastornos alimentarios
guide-eating-1 = Estos trastornos dañan el cuerpo, sea del tamaño que sea. No hace falta ser flaco para estar muy enfermo.
guide-eating-2 = Primero un médico debe ver el peso, el corazón, la presión y la sangre. Eso sigue durante el programa. Pregunte quién lo hace y cada cuánto.
guide-eating-3 = En un buen programa comen juntos algunas veces. Una nutricionista planea la comida con usted, y la terapia trata lo que hay detrás. Con los jóvenes, los padres ayudan a comer en casa.
guide-eating-danger = Vaya a emergencias o llame al 911 si hay desmayo, dolor de pecho, corazón lento o que late mal, vómito con sangre, si no retiene nada, si pierde peso rápido o está muy débil.
guide-eating-search = Buscar un IOP para trastornos alimentarios

guide-gambling = El juego y otras adicciones
guide-gambling-1 = Las apuestas, los videojuegos, las compras o el sexo también pueden apoderarse de una vida. Ayudan las mismas terapias. Pocos lugares lo dicen en las listas: pregunte.
guide-gambling-2 = El juego puede traer deudas e ideas de suicidio. Si llegan, llame o mande un texto al 988. Para el juego mismo hay una línea gratis, de día y de noche: 1-800-426-2537 (1-800-GAMBLER).
guide-gambling-search = Buscar tratamiento para el juego

guide-levels = De una cita por semana al hospital
guide-levels-1 = La ayuda tiene niveles. Puede empezar en cualquiera. El mejor es el que le mantiene a salvo y le deja vivir su vida.
guide-level-outpatient = Menos de 9 horas por semana. Ve a un terapeuta o a un grupo una o dos veces por semana.
guide-level-iop = Varios días por semana, de 9 a 19 horas más o menos. Duerme en su casa.
guide-level-php = Gran parte del día, casi todos los días: 20 horas o más. Duerme en su casa. Hay un médico o una enfermera cerca.
guide-level-residential = Vive allí por semanas o meses. Hay gente a su lado de día y de noche.
guide-level-detox = Unos días, hasta dos semanas. Con pastillas para los nervios toma más tiempo. El personal le cuida mientras el alcohol o la droga sale del cuerpo. Es un comienzo: el tratamiento viene después.
guide-level-inpatient = Se queda en un hospital, con médicos y enfermeras de día y de noche. Es para cuando la vida o la salud corre peligro.
guide-level-otp = Recibe metadona u otra medicina para opioides, al principio casi todos los días. Puede ir a un IOP a la vez.
guide-level-housing = Una casa sin alcohol ni drogas, con otros que se recuperan. Vive allí y va a tratamiento en otro lugar.
guide-level-search = Buscar esto

guide-steps = Subir y bajar de nivel
guide-steps-1 = Casi todos cambian de nivel. Después de la desintoxicación, del hospital o de un programa residencial, el IOP es un paso hacia abajo: vuelve a casa, pero no a solas.
guide-steps-2 = Si una cita por semana no basta, el IOP es un paso hacia arriba. Si el IOP no basta, sigue el tratamiento de día o un programa residencial. Subir no es un castigo.
guide-steps-3 = Pregunte antes del primer día: “¿Cómo sabemos que es hora de cambiar?” Y pida que el lugar anterior mande su expediente al nuevo.

guide-detox = Desintoxicación: antes del IOP o a la vez
guide-detox-never = Alcohol, benzodiacepinas (como Xanax, Valium o Klonopin), barbitúricos y GHB: nunca pare de golpe por su cuenta. Puede matar.
guide-detox-911 = Llame al 911 si hay una convulsión, confusión o fiebre, o si ve u oye cosas que no están.
guide-detox-1 = Hable primero con un médico. Mucha gente necesita unos días de desintoxicación con cuidado de día y de noche, y luego empieza el IOP. Un médico puede decidir que lo haga en casa, con el IOP a la vez.
guide-detox-2 = Opioides: la abstinencia se siente muy mal, pero con medicina es mucho más fácil. La medicina es más segura que la desintoxicación sola. Después de una pausa el cuerpo aguanta menos y la cantidad de antes puede matar. Lleve naloxona.
guide-detox-3 = ¿Está embarazada y usa opioides? No los deje por su cuenta. La metadona o la buprenorfina cuida de usted y del bebé. Pida que la vean primero: los programas con una ayuda federal para este tratamiento deben poner primero a las embarazadas.
guide-detox-search-alcohol = Buscar desintoxicación de alcohol
guide-detox-search-benzo = Buscar desintoxicación de benzodiacepinas

guide-assessment = La evaluación decide
guide-assessment-1 = Antes de empezar, alguien debe mirar a fondo toda su vida. Toma una o dos horas. De ahí salen el nivel y el plan.
guide-assessment-2 = La hace un consejero con licencia, un trabajador social, un psicólogo, una enfermera o un médico. Su propio médico o terapeuta también puede ayudar. Pregúntele qué piensa.
guide-assessment-who = Sobre qué preguntan
guide-assessment-use = Qué usa, cuánto, y qué pasa cuando para
guide-assessment-body = Su cuerpo, sus medicinas, un embarazo
guide-assessment-mind = El ánimo, el miedo, las ideas, si está a salvo
guide-assessment-risk = Qué le podría hacer recaer
guide-assessment-home = La casa, la familia, el trabajo, la escuela
guide-assessment-wish = Qué quiere usted y qué se lo hace difícil
guide-assessment-3 = Muchos lugares usan los criterios de ASAM. Hable tan claro como pueda. No hay respuestas malas. Pregunte cuánto cuesta y si le dan una copia.

guide-after = Cuando termina
guide-after-1 = El último día también es un paso. Antes de salir debe tener un plan por escrito.
guide-after-plan = Las citas que siguen: con quién y cuándo
guide-after-medicine = Quién le va a dar su medicina
guide-after-group = Un grupo de apoyo, un compañero o un guía
guide-after-signs = Sus señales de peligro y a quién llamar de noche
guide-after-back = Cómo volver, sin vergüenza, si hace falta

guide-cost = Cuánto cuesta y quién paga
guide-cost-1 = Busque un número detrás de su tarjeta del seguro. Llame y pregunte: “¿Pagan un IOP? ¿Qué lugares hay cerca? ¿Tengo que pedir permiso antes? ¿Cuánto pago yo?”
guide-cost-medicaid = Medicaid
guide-cost-medicaid-1 = Medicaid paga gran parte de esta ayuda en la mayoría de los estados. Muchas veces el plan tiene otro nombre. Pregunte si aceptan ese plan. Los niños y jóvenes con Medicaid pueden recibir lo que un médico diga que les hace falta.
guide-cost-medicaid-2 = ¿Aún no tiene tarjeta? Quizás pueda tenerla. Su estado tiene una oficina de Medicaid. Búsquela en medicaid.gov o llame al 211.
guide-cost-medicare = Medicare
guide-cost-medicare-1 = Desde 2024 Medicare paga los IOP, de salud mental y de adicción. Pero solo en algunos lugares: hospitales, centros comunitarios de salud mental, centros de salud federales, clínicas rurales y programas de tratamiento de opioides. Pregunte: “¿Le pueden cobrar el IOP a Medicare?” Un plan Medicare Advantage puede tener su propia lista. Medicare: 1-800-633-4227.
guide-cost-market = Planes del mercado y del trabajo
guide-cost-market-1 = Los planes de CuidadoDeSalud.gov o de su estado deben pagar la adicción y la salud mental. La mayoría de los del trabajo también. Quizás le toque pagar una parte, o los primeros gastos del año. CuidadoDeSalud.gov: 1-800-318-2596.
guide-cost-tricare = TRICARE
guide-cost-tricare-1 = TRICARE paga los IOP a militares, a los ya retirados y a la familia. Pregunte si hace falta una referencia y si el lugar está en la lista de TRICARE.
guide-cost-va = VA y Community Care
guide-cost-va-1 = El VA tiene sus propios IOP. También puede pagar uno de fuera; eso se llama Community Care. Pero primero el VA tiene que mandarle allí con una referencia. No empiece antes de tenerla. VA: 1-800-698-2411. En una crisis, los veteranos llaman al 988 y marcan 1.
guide-cost-none = Sin seguro
guide-cost-none-1 = No se rinda. Muchos lugares cobran menos a quien gana menos, o no cobran nada. Los estados y las ciudades tienen dinero para esto.
guide-cost-none-211 = Llame al 211. Saben qué hay cerca y le ayudan a pedir Medicaid.
guide-cost-none-state = Cada estado tiene una agencia para el alcohol y las drogas. SAMHSA le da su número: 1-800-662-4357.
guide-cost-none-price = Si paga usted, puede pedir el precio por escrito antes de empezar.
guide-cost-no = Cuando el plan dice que no
guide-cost-no-1 = Pida la razón por escrito. Puede apelar, y el programa le puede ayudar. Es gratis. Si la respuesta aún es no, puede pedir que lo revise alguien de fuera del plan. Si hay peligro para la vida, pida una respuesta rápida.

guide-rights = Sus derechos
guide-rights-minor = Si tiene menos de 18 años
guide-rights-minor-1 = En muchos estados usted puede pedir cierta ayuda por su cuenta. Cada estado tiene sus reglas. Pregunte al llamar: “¿Tiene que estar de acuerdo mi mamá o mi papá? ¿Qué manda el seguro a casa?” Para preguntar no tiene que dar su nombre.
guide-rights-minor-2 = Si no es seguro pedirlo en casa, hable con otro adulto de confianza, o llame o mande un texto al 988.
guide-rights-private = Queda en privado
guide-rights-private-1 = Una ley federal (42 CFR Parte 2) protege lo que un programa de adicción escribe sobre usted. En la mayoría de los casos hace falta su permiso por escrito antes de compartirlo, incluso con su jefe, la policía o su familia. Hay pocas excepciones, como una emergencia, el daño a un niño o una orden de un juez.
guide-rights-parity = El seguro debe tratarle igual
guide-rights-parity-1 = Por la ley de paridad, la mayoría de los planes no pueden tratar peor la salud mental y la adicción que otras enfermedades. Vale para los costos, los límites y los permisos.
guide-rights-language = Intérprete gratis
guide-rights-language-1 = Los lugares que reciben dinero federal le deben dar un intérprete gratis, también de lenguaje de señas. Pídalo cuando llame. Su hijo no tiene que hacerlo.
guide-rights-job = Su trabajo
guide-rights-job-1 = Una ley llamada FMLA deja a mucha gente faltar hasta 12 semanas sin sueldo y sin perder el empleo. Pueden ser unas horas cada vez. Pida el formulario a su médico.
guide-rights-medicine = Su medicina
guide-rights-medicine-1 = La ley protege a quien toma medicina para opioides como le dice su médico. Un lugar no le debe rechazar por eso.

guide-sources = De dónde viene esto
guide-sources-1 = Lo escribimos con nuestras palabras. Los datos son de fuentes públicas:
guide-sources-tip = SAMHSA, Treatment Improvement Protocol 47, sobre el tratamiento ambulatorio intensivo
guide-sources-asam = The ASAM Criteria, 4.ª edición
guide-sources-others = SAMHSA sobre desintoxicación (TIP 45) y medicina para opioides (TIP 63); NIDA sobre lo que sirve
guide-sources-eating = American Psychiatric Association, guía de trastornos alimentarios, 2023
guide-sources-cms = CMS sobre Medicare, Medicaid y paridad; TRICARE y VA sobre lo que pagan
guide-sources-988 = 988 Línea de Prevención del Suicidio y Crisis
