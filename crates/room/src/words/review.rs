//! What waits for a person.

super::words! {
    TITLE = "Review", "Revisión";
    INTRO = "What the program could not settle, first what most hangs on. Each answer is a decision with your name, and can be taken back.", "Lo que el programa no ha podido resolver; primero, aquello de lo que más depende. Cada respuesta es una decisión con su nombre, y puede deshacerse.";
    KEYS = "Keys", "Teclas";
    KEY_CONFIRM = "confirm, or they are one", "confirmar, o son uno";
    KEY_REJECT = "reject, or they are different", "rechazar, o son distintos";
    KEY_EDIT = "correct, with words", "corregir, con palabras";
    KEY_UNDO = "take the last one back", "deshacer la última";
    KEY_NEXT = "next", "siguiente";
    KEY_PREVIOUS = "previous", "anterior";
    LEFT = "{n} left", "Quedan {n}";
    DECIDED = "{n} decided", "{n} decididas";
    NOTHING = "Nothing waits for you here.", "Aquí no le espera nada.";
    LOOKING = "Files are still being looked through: {done} of {all}. What is found joins the list.", "Todavía se revisan archivos: {done} de {all}. Lo que se encuentre se sumará a la lista.";
    NAMES_BEHIND = "Who is who is being made out again; names follow in a moment.", "Se está determinando otra vez quién es quién; los nombres seguirán en un momento.";
    QUESTION = "Are these one?", "¿Son uno?";
    ALIKE = "{percent} % alike", "{percent} % parecidos";
    AFFECTS_ONE = "{n} statement hangs on it", "de ello depende {n} declaración";
    AFFECTS_MANY = "{n} statements hang on it", "de ello dependen {n} declaraciones";
    STATEMENTS_ONE = "{n} statement", "{n} declaración";
    STATEMENTS_MANY = "{n} statements", "{n} declaraciones";
    CO_SIGNERS = "Signs with", "Firma con";
    NAMED_IN = "Named in", "Nombrado en";
    SURE = "{percent} % sure", "{percent} % seguro";
    DOUBT = "Is this right?", "¿Es correcto?";
    REPAIR = "Is this repair right?", "¿Es correcta esta corrección?";
    UNSETTLED = "A decision that no longer fits", "Una decisión que ya no encaja";
    KIND = "Show", "Mostrar";
    EVERYTHING = "everything", "todo";
    ONLY_QUESTIONS = "names", "nombres";
    ONLY_DOUBTS = "doubtful values", "valores dudosos";
    ONLY_UNSETTLED = "unsettled decisions", "decisiones sin resolver";
    LATER = "Skip these", "Saltar estas";
    TO_LOG = "All decisions", "Todas las decisiones";
}
