-- Questions that a passkey answered, by the hash of the question: each is answered once. An answer that was overheard is worth nothing.
create table identity.passkey_question
(
    hash        bytea       not null,
    answered_at timestamptz not null,
    constraint "question-already-answered" primary key (hash)
);

create index passkey_question_by_time on identity.passkey_question (answered_at);

grant select, insert, update, delete on identity.passkey_question to rr_app;
