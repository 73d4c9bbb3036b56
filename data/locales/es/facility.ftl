# La página de un lugar.

facility-gone = Este lugar ya no está en ninguna lista. Esto es lo último que se supo de él.
facility-phone = Llamar
facility-intake = Pacientes nuevos
facility-hotline = Línea de crisis
facility-website = Sitio web
facility-secret = Este lugar pide que solo se muestren su ciudad y su teléfono.
facility-substance-use = Tratamiento por alcohol y drogas
facility-mental-health = Tratamiento de salud mental
facility-program = { $track }: { $name }
facility-treat = Qué tratan
facility-level = Tipos de atención
facility-pay = Cómo se puede pagar
facility-also = También mencionan
facility-hours = Cuándo abre
facility-eligibility = Quién puede ir
facility-costs = Cuánto cuesta
facility-unsaid = No lo dicen: pregunte
facility-no = Dicen que no
facility-source-dated = De { $source }, con fecha { $day }. Lo recibimos el { $retrieved }. Nadie ha llamado para comprobarlo.
facility-source-undated = De { $source }, que no da fecha. Lo recibimos el { $retrieved }. Nadie ha llamado para comprobarlo.
