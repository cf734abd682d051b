-- title:      Question analysis
-- title.fr:   Analyse des questions
-- title.es:   Análisis de las preguntas
-- answers:    items
-- definition: How the questions of each test do, in the first finished attempt of each person:
--             the first that has a score, or of tests that score no attempt the
--             first. A question that was put to a person and not answered is 0; one
--             that was not put to a person is left out. Facility is the mean mark
--             divided by the greatest possible; discrimination the correlation of
--             a question's marks with the marks in all other questions; efficiency their
--             covariance divided by the greatest possible. Of the whole
--             test, among those who were asked everything: Cronbach's alpha and the standard
--             error of a total, in marks. Deviations have n - 1 below. What a
--             question can bring is what a source says, else 1 or the greatest mark
--             anybody has.
-- definition.fr: Comportement des questions de chaque test, dans la première tentative
--             terminée de chaque personne : la première qui a une note, ou la première pour les tests
--             qui ne notent aucune tentative. Une question posée et laissée sans
--             réponse vaut 0 ; une question qui n’a pas été posée est laissée de côté. La facilité est
--             la note moyenne divisée par la note maximale ; la discrimination, la
--             corrélation des notes d’une question avec celles de toutes les autres ;
--             l’efficacité, leur covariance divisée par la plus grande possible. Pour
--             le test entier, parmi les personnes à qui tout a été demandé : l’alpha de Cronbach et
--             l’erreur type d’un total, en points. Les écarts types ont n - 1 au
--             dénominateur. La note maximale d’une question est celle qu’indique une source, sinon 1
--             ou la plus haute note obtenue.
-- definition.es: Comportamiento de las preguntas de cada prueba en el primer intento terminado
--             de cada persona: el primero que tiene nota, o el primero en las pruebas que no
--             califican ningún intento. Una pregunta planteada y sin respuesta vale 0;
--             la que no se planteó no se cuenta. La facilidad es la nota media
--             dividida por la máxima; la discriminación, la correlación de las notas
--             de una pregunta con las de todas las demás; la eficiencia, su covarianza
--             dividida por la mayor posible. De la prueba entera, entre quienes recibieron
--             todas las preguntas: el alfa de Cronbach y el error típico de un total, en
--             puntos. Las desviaciones típicas tienen n - 1 en el denominador. La nota máxima de una
--             pregunta es la que indica una fuente; si no, 1 o la nota más alta obtenida.
-- date:       the day the attempt began
-- date.fr:    le jour où la tentative a commencé
-- date.es:    el día en que empezó el intento
-- parameters: from, to, as-of, course, economy, group, zone
-- column:     course, text, Course
-- column.fr:  course, Cours
-- column.es:  course, Curso
-- column:     activity, text, Test
-- column.fr:  activity, Test
-- column.es:  activity, Prueba
-- column:     question, text, Question
-- column.fr:  question, Question
-- column.es:  question, Pregunta
-- column:     attempts, attempts, Attempts
-- column.fr:  attempts, Tentatives
-- column.es:  attempts, Intentos
-- column:     most, number, Greatest mark
-- column.fr:  most, Note maximale
-- column.es:  most, Nota máxima
-- column:     facility, share, Facility
-- column.fr:  facility, Facilité
-- column.es:  facility, Facilidad
-- column:     deviation, number, Standard deviation
-- column.fr:  deviation, Écart type
-- column.es:  deviation, Desviación típica
-- column:     discrimination, number, Discrimination
-- column.fr:  discrimination, Discrimination
-- column.es:  discrimination, Discriminación
-- column:     efficiency, number, Efficiency
-- column.fr:  efficiency, Efficacité
-- column.es:  efficiency, Eficiencia
-- column:     alpha, number, Alpha
-- column.fr:  alpha, Alpha
-- column.es:  alpha, Alfa
-- column:     error, number, Standard error
-- column.fr:  error, Erreur type
-- column.es:  error, Error típico
SELECT c.code AS course, t.activity, r.learner, t.registration, t.n AS attempt,
       coalesce(t.started_at, t.last_at) AS at,
       iif(t.started_at IS NULL, t.last_precision, t.started_precision) AS precision,
       t.score IS NOT NULL AS scored, x.question, x.mark, x.max_mark, x.result,
       coalesce(x.batch, t.batch) AS batch, iif(x.batch IS NULL, t.line, x.line) AS line
FROM attempt AS t
JOIN registration AS r ON r.id = t.registration
JOIN course AS c ON c.id = r.course
LEFT JOIN (SELECT i.registration, i.attempt, q.activity, q.ident AS question, i.mark, q.max_mark, i.result,
                  i.n, i.batch, i.line
           FROM interaction AS i
           JOIN question AS q ON q.id = i.question) AS x
       ON x.registration = t.registration AND x.activity = t.activity AND x.attempt = t.n
ORDER BY t.registration, t.activity, t.n, x.n
