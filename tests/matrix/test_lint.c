/* SPDX-License-Identifier: MIT
 * matrix: what the linter says of a reply: words, what is missing, days that
 * have passed. R35, R64, R82 to R90. */
#include <string.h>

#include "tests/matrix/matrix_help.h"

static const char FAS[] = "rules/matrix/fas.yaml";

static const struct {
    const char *lang, *reply, *finding; /* "" none */
} LINTED[] = {
    {"ru", "Ирина, здравствуйте! Разберёмся и напишем здесь завтра.", ""},
    {"en", "Hello Ann, we will check this and reply here tomorrow.", ""},
    {"ru", "Здравствуйте, {author}! Напишите нам.", "unfilled"},
    {"en", "Dear [name], please write to us.", "unfilled"},
    {"ru", "Ваша жалоба принята, ответим завтра.", "complaint-word"},
    {"en", "We will check your complaint.", "complaint-word"},
    {"ru", "Уважаемый клиент! Ваше мнение очень важно. Напишите нам.",
     "pathos"},
    {"en", "We sincerely apologise. Please write to us.", "pathos"},
    {"ru", "Вы сами виноваты. Напишите нам.", "blame"},
    {"en", "You should have read the contract. Please call us.", "blame"},
    {"ru", "Напишите нам, ваш номер +7 916 123-45-67 мы видим.",
     "personal-data"},
    {"en", "Please call us about card 4111 1111 1111 1111.", "personal-data"},
    {"en", "We will write to ann@mail.example today.", "personal-data"},
    {"ru", "Напишите нам: +7 495 000-00-01.", ""}, /* our own number */
    {"ru", "Спасибо за отзыв.", "next-step"},
    {"en", "Thank you for your time.", "next-step"},
    {"ru", "", "next-step"},
    {"ru", "\xff\xfe напишите нам \xff", ""}, /* bad bytes do no harm */
};

TEST(linter_finds_what_must_not_go_out)
{
    struct matrix *m = help_open(FAS);
    for (size_t i = 0; i < sizeof LINTED / sizeof *LINTED; i++) {
        struct buf out;
        buf_init(&out, 1 << 16);
        struct matrix_reply reply = {.text = str_of(LINTED[i].reply),
                                     .lang = str_of(LINTED[i].lang)};
        int n = matrix_lint(m, &reply, &out);
        const char *found = out.p ? out.p : "";
        ck_assert_msg((n > 0) == (LINTED[i].finding[0] != 0) &&
                          strncmp(found, LINTED[i].finding,
                                  strlen(LINTED[i].finding)) == 0,
                      "case %zu: %d %s", i, n, found);
        buf_clear(&out);
    }
    matrix_close(m);
}
END

/* Written and read on Friday, 27 November 2026. */
static const struct {
    const char *text, *day; /* day: what has passed; "" nothing */
} PROMISED[] = {
    {"Ответим до 20 ноября.", "20.11.2026"},
    {"Ответим здесь не позднее 25 ноября 2026 года.", "25.11.2026"},
    {"Вернём деньги не позднее 25.11.2026.", "25.11.2026"},
    {"Вернём деньги до 25.11.26, напишите нам.", "25.11.2026"},
    {"Ответ будет до 25.11.", "25.11.2026"},
    {"Срок: 2026-11-01.", "01.11.2026"},
    {"Починим к 1-му ноября.", "01.11.2026"},
    {"Ответ дадим до двадцать пятого ноября.", "25.11.2026"},
    {"Ответ дадим до первого сентября.", "01.09.2026"},
    {"Сделаем до конца октября.", "31.10.2026"},
    {"Ответим до вечера 26 ноября.", "26.11.2026"},
    {"Ответим до 18:00 26 ноября.", "26.11.2026"},
    {"Ответим до пятницы, 20 ноября.", "20.11.2026"},
    {"Ответим в среду (25 ноября).", "25.11.2026"},
    {"Ответим здесь 25 ноября.", "25.11.2026"},
    {"Ответ появится здесь 25 нояб.", "25.11.2026"},
    {"Ответим до прошлой пятницы.", "20.11.2026"},
    {"Ответим до понедельника этой недели.", "23.11.2026"},
    {"Ответим вчера.", "26.11.2026"},
    {"Мы приняли обращение и ответим до 25 ноября.", "25.11.2026"},
    {"ОТВЕТИМ ДО 20 НОЯБРЯ!", "20.11.2026"},
    {"Ответим\nдо 20\u00a0ноября.", "20.11.2026"},
    {"We will reply by 20 November.", "20.11.2026"},
    {"We will reply by November 20th.", "20.11.2026"},
    {"We will reply by the 20th of November, 2026.", "20.11.2026"},
    {"We'll post the result here by Friday, 20 Nov.", "20.11.2026"},
    {"Answer no later than 11/20/2026.", "20.11.2026"},
    {"Answer not later than 2026-11-20.", "20.11.2026"},
    {"We will write to you here on 25 November.", "25.11.2026"},
    {"By the end of October we will fix it.", "31.10.2026"},
    {"We will call you by last Friday.", "20.11.2026"},
    {"We will call you by 6 pm on 26 November.", "26.11.2026"},
    {"You will have it by yesterday.", "26.11.2026"},
    {"We will answer by this Monday.", "23.11.2026"},
    {"We will answer by twenty-first November.", "21.11.2026"},
    {"Ответим до 26.11.2026 г.", "26.11.2026"},
    {"Ответим не позже 26/11/2026.", "26.11.2026"},
    {"Ответим до 26-11-2026.", "26.11.2026"},
    {"Ответим до 2026/11/26.", "26.11.2026"},
    {"Ответим до 2026.11.26.", "26.11.2026"},
    {"Ответим до 26 ноября 2026 г.", "26.11.2026"},
    {"Ответим до 26-го ноября.", "26.11.2026"},
    {"Ответим до 26 числа этого месяца.", "26.11.2026"},
    {"Ответим до октября.", "31.10.2026"},
    {"Ответим в октябре.", "31.10.2026"},
    {"Ответим в сентябре этого года.", "30.09.2026"},
    {"Ответим до конца лета.", "31.08.2026"},
    {"Починим в прошлом месяце.", "31.10.2026"},
    {"Ответим на прошлой неделе.", "22.11.2026"},
    {"Ответим до конца прошлой недели.", "22.11.2026"},
    {"Ответим до начала ноября.", "10.11.2026"},
    {"Ответим до середины ноября.", "20.11.2026"},
    {"Ответим в начале ноября.", "10.11.2026"},
    {"Ответим до 1 ноября включительно.", "01.11.2026"},
    {"Обещаем ответ до 20 ноября.", "20.11.2026"},
    {"Постараемся ответить до 20 ноября.", "20.11.2026"},
    {"Планируем ответить 20 ноября.", "20.11.2026"},
    {"Мы ответим вам 20.11.", "20.11.2026"},
    {"Ответим (до 20 ноября).", "20.11.2026"},
    {"Ответ — до 20 ноября.", "20.11.2026"},
    {"Ответ: 20 ноября.", "20.11.2026"},
    {"Ответ будет готов 20 ноября.", "20.11.2026"},
    {"Ответим в течение дня 20 ноября.", "20.11.2026"},
    {"Не позднее чем 20 ноября мы ответим.", "20.11.2026"},
    {"20 ноября мы ответим.", "20.11.2026"},
    {"В среду, 25 ноября, ответим здесь.", "25.11.2026"},
    {"К 25 ноября всё починят.", "25.11.2026"},
    {"Ждите ответа 25 ноября.", "25.11.2026"},
    {"Ждите ответа до 25.11.", "25.11.2026"},
    {"Мастер приедет 25 ноября с 10 до 12.", "25.11.2026"},
    {"Мастер будет у вас в среду, 25 ноября.", "25.11.2026"},
    {"Выплату получите 25 ноября.", "25.11.2026"},
    {"Деньги получите до 25 ноября.", "25.11.2026"},
    {"Деньги вернутся на карту 25 ноября.", "25.11.2026"},
    {"Вы получите ответ 25 ноября.", "25.11.2026"},
    {"До 31 декабря 2025 года ответим.", "31.12.2025"},
    {"Ответим до 1 декабря 2025 года.", "01.12.2025"},
    {"Ответим до 01.12.2025.", "01.12.2025"},
    {"Ответим до 1 декабря прошлого года.", "01.12.2025"},
    {"Ответим до конца 2025 года.", "31.12.2025"},
    {"Ответим в 2025 году.", "31.12.2025"},
    {"Ответим до двадцатого ноября.", "20.11.2026"},
    {"Срок ответа: 20 ноября.", "20.11.2026"},
    {"Срок ответа — 20 ноября 2026 года.", "20.11.2026"},
    {"Крайний срок — 20.11.", "20.11.2026"},
    {"Ответим вам не позднее, чем 20 ноября.", "20.11.2026"},
    {"Ответим до полудня 26.11.", "26.11.2026"},
    {"Ответим до 20 ноя.", "20.11.2026"},
    {"Ответим до 20 ноября (пятница).", "20.11.2026"},
    {"Ответим до пт 20 ноября.", "20.11.2026"},
    {"Ответим до 20 НОЯБРЯ.", "20.11.2026"},
    {"Результат опубликуем здесь 20 ноября.", "20.11.2026"},
    {"Исправление выйдет 20 ноября.", "20.11.2026"},
    {"Связь восстановят 20 ноября.", "20.11.2026"},
    {"Перерасчёт сделаем 20 ноября.", "20.11.2026"},
    {"Ответим до позавчера.", "25.11.2026"},
    {"We will reply by Nov. 20.", "20.11.2026"},
    {"We will reply by 20-Nov-2026.", "20.11.2026"},
    {"We will reply by 20 Nov 2026.", "20.11.2026"},
    {"We will reply by Nov 20, 2026.", "20.11.2026"},
    {"We will reply by 20.11.2026.", "20.11.2026"},
    {"We will reply by 11/20.", "20.11.2026"},
    {"We will reply by 20/11.", "20.11.2026"},
    {"We will reply by 20/11/26.", "20.11.2026"},
    {"We will reply by 2026/11/20.", "20.11.2026"},
    {"We will reply before the 20th of November.", "20.11.2026"},
    {"We will reply on or before 20 November.", "20.11.2026"},
    {"We will reply no later than Friday 20 November.", "20.11.2026"},
    {"We will reply at the latest on 20 November.", "20.11.2026"},
    {"Expect our answer on 20 November.", "20.11.2026"},
    {"You can expect an answer on 20 November.", "20.11.2026"},
    {"The answer is due 20 November.", "20.11.2026"},
    {"You will hear from us on 20 November.", "20.11.2026"},
    {"We aim to reply by 20 November.", "20.11.2026"},
    {"We plan to answer on 20 November.", "20.11.2026"},
    {"We are going to answer on 20 November.", "20.11.2026"},
    {"On 20 November we will answer.", "20.11.2026"},
    {"Our technician comes on 20 November.", "20.11.2026"},
    {"A technician will visit on Wed 25 Nov.", "25.11.2026"},
    {"We will answer by Wed, 25 November.", "25.11.2026"},
    {"We will reply in October.", "31.10.2026"},
    {"We will reply by October.", "31.10.2026"},
    {"We will reply by October 2026.", "31.10.2026"},
    {"We will reply by the end of last week.", "22.11.2026"},
    {"We will reply last week.", "22.11.2026"},
    {"We will reply by the end of summer.", "31.08.2026"},
    {"We will reply by the end of 2025.", "31.12.2025"},
    {"We will reply by 1 December 2025.", "01.12.2025"},
    {"We will reply by December 1, 2025.", "01.12.2025"},
    {"We will reply within October.", "31.10.2026"},
    {"We promise an answer by 20 November.", "20.11.2026"},
    {"Deadline: 20 November 2026.", "20.11.2026"},
    {"Deadline is 20 November.", "20.11.2026"},
    {"We will reply by the day before yesterday.", "26.11.2026"},
    {"We shall answer by mid-November.", "20.11.2026"},
    {"We will reply by early November.", "10.11.2026"},
    {"You'll get your money back on 20 November.", "20.11.2026"},
    {"You get the money on 20 November.", "20.11.2026"},
    {"Your refund arrives on 20 November.", "20.11.2026"},
    {"We'll reply by the twentieth of November.", "20.11.2026"},
    {"We'll reply by Nov 20th at noon.", "20.11.2026"},
    {"We'll reply by COB 20 November.", "20.11.2026"},
    {"We’ll reply by EOD 20 November.", "20.11.2026"},
    {"Добрый день! Ваш случай передан. Ответ дадим до конца октября.",
     "31.10.2026"},
    {"Срок рассмотрения: до 25.11.2026.", "25.11.2026"},
    {"Перезвоним 26.11.2026 до 18:00.", "26.11.2026"},
    {"Всё заработает не позднее четверга, 26 ноября.", "26.11.2026"},
    {"Деньги поступят на счёт в прошлый понедельник.", "23.11.2026"},
    {"Вопрос решим в октябре.", "31.10.2026"},
    {"Ответ получите в октябре 2026 года.", "31.10.2026"},
    {"К октябрю исправим.", "31.10.2026"},
    {"Мы вернёмся к вам 25-го ноября.", "25.11.2026"},
    {"Завершим ремонт до 15 августа.", "15.08.2026"},
    {"Мы ответим до 29 февраля 2024 года.", "29.02.2024"},
    {"You will have our answer by Oct 31.", "31.10.2026"},
    {"The refund will arrive on Nov 25th.", "25.11.2026"},
    {"We'll be back to you no later than the 25th of November.", "25.11.2026"},
    {"The repair will be finished by August.", "31.08.2026"},
    {"It will be fixed by the end of September.", "30.09.2026"},
    {"We expect to have it fixed by 25/11/2026.", "25.11.2026"},
    {"A reply will follow on Wednesday, November 25.", "25.11.2026"},
    {"Our answer: by 25 November.", "25.11.2026"},
    {"We shall get back to you on 25.11.", "25.11.2026"},
    {"We will let you know by 2026-11-25.", "25.11.2026"},
    /* to come, or today */
    {"Ответим до 1 декабря.", ""},
    {"Ответим не позднее 27 ноября.", ""},
    {"Ответим до 5 января.", ""},
    {"Вернём деньги до 01.12.2026.", ""},
    {"Ответим до понедельника.", ""},
    {"Ответим завтра до 18:00.", ""},
    {"Ответим до конца ноября.", ""},
    {"We will reply by 1 December.", ""},
    {"We will reply by December 1st, 2026.", ""},
    {"We will reply by 01/12/2026.", ""},
    {"We will reply by Monday.", ""},
    {"We will reply by the end of next week.", ""},
    /* what was, is told and not promised */
    {"Проверим списание от 3 ноября и ответим здесь.", ""},
    {"Вы писали 12 ноября, ответим завтра.", ""},
    {"Проверим, что произошло 3 ноября.", ""},
    {"Вернём сумму, списанную 3 ноября.", ""},
    {"Вернём списанную 3 ноября сумму.", ""},
    {"Вернём деньги за поездку 3 ноября.", ""},
    {"До 20 ноября действовал старый тариф.", ""},
    {"Работы шли с 20 по 25 ноября.", ""},
    {"Оплата прошла 25.11.2026, напишите нам.", ""},
    {"Позвоните до 18.00, ответим.", ""},
    {"Вернём до 10.50 руб. на счёт.", ""},
    {"We will check the charge of 3 November.", ""},
    {"We will refund you for the trip on 3 November.", ""},
    {"By 20 November the line was down.", ""},
    {"You wrote on 12 November; please call us.", ""},
    /* either of the two above */
    {"Ответим до конца недели.", ""},
    {"Ответим до конца этой недели.", ""},
    {"Ответим до конца месяца.", ""},
    {"Ответим до конца года.", ""},
    {"Ответим до конца дня.", ""},
    {"Ответим в течение двух дней.", ""},
    {"Ответим в течение 2 рабочих дней.", ""},
    {"Ответим через неделю.", ""},
    {"Ответим за два дня.", ""},
    {"Ответим до пятницы.", ""},
    {"Ответим в пятницу.", ""},
    {"Ответим к вечеру.", ""},
    {"Ответим сегодня до 18:00.", ""},
    {"Ответим сегодня, 27 ноября.", ""},
    {"Ответим до 27 ноября включительно.", ""},
    {"Ответим до 27.11.", ""},
    {"Ответим до 27.11.2026.", ""},
    {"Ответим 27-го.", ""},
    {"Ответим до декабря.", ""},
    {"Ответим в декабре.", ""},
    {"Ответим в январе.", ""},
    {"Ответим до января 2027 года.", ""},
    {"Ответим до 1 января.", ""},
    {"Ответим до 15 февраля 2027 года.", ""},
    {"Ответим на следующей неделе.", ""},
    {"Ответим до среды.", ""},
    {"Ответим до следующей среды.", ""},
    {"Ответим до понедельника, 30 ноября.", ""},
    {"Ответим до 30-го числа.", ""},
    {"Ответим до 5-го числа.", ""},
    {"Ответим в ноябре.", ""},
    {"Ответим до ноября 2027 года.", ""},
    {"Ответим до конца 2026 года.", ""},
    {"Ответим в 2027 году.", ""},
    {"Проверим начисления за октябрь и ответим завтра.", ""},
    {"Проверим, что было в октябре, и ответим здесь.", ""},
    {"Вернём деньги за октябрь.", ""},
    {"Сделаем перерасчёт за сентябрь.", ""},
    {"Ответим по обращению от 20.11.", ""},
    {"Сверим показания на 20 ноября и напишем.", ""},
    {"Напишем, почему 20 ноября не было связи.", ""},
    {"Мы получили ваше письмо 20 ноября и ответим здесь.", ""},
    {"Тариф работает до 2 ГБ, ответим завтра.", ""},
    {"Отдел работает до 20.00, напишем.", ""},
    {"Акция закончилась 20 ноября, напишите нам.", ""},
    {"С 1 ноября действует новый тариф, расскажем о нём здесь.", ""},
    {"Изменения, о которых сообщили в октябре, проверим.", ""},
    {"Ответим в майские праздники.", ""},
    {"Ответим вам, Майя.", ""},
    {"Ответим Августу.", ""},
    {"Марту ответим.", ""},
    {"Вы ждёте ответа с 20 ноября; напишем завтра.", ""},
    {"Вернём 20.11 руб. на счёт.", ""},
    {"Отзыв за 2025 год проверим.", ""},
    {"Работа над ошибками 2025 года будет описана здесь.", ""},
    {"Авария длилась до 20 ноября, напишем причины.", ""},
    {"Проверим договор № 20/11 и ответим.", ""},
    {"Проверим заявку 11/20 и ответим.", ""},
    {"We will reply by the end of the week.", ""},
    {"We will reply by the end of this week.", ""},
    {"We will reply by end of month.", ""},
    {"We will reply by the end of the year.", ""},
    {"We will reply within two days.", ""},
    {"We will reply within 2 working days.", ""},
    {"We will reply in two days.", ""},
    {"We will reply in a week.", ""},
    {"We will reply next week.", ""},
    {"We will reply by Friday.", ""},
    {"We will reply on Friday.", ""},
    {"We will reply today.", ""},
    {"We will reply tonight.", ""},
    {"We will reply by close of business today.", ""},
    {"We will reply by 27 November.", ""},
    {"We will reply by 11/27/2026.", ""},
    {"We will reply by December.", ""},
    {"We will reply in December.", ""},
    {"We will reply in January.", ""},
    {"We will reply by 1 January.", ""},
    {"We will reply by January 15, 2027.", ""},
    {"We will reply in 2027.", ""},
    {"We will reply by the end of 2026.", ""},
    {"We will reply in November.", ""},
    {"We may reply by Monday.", ""},
    {"We will march on and reply here.", ""},
    {"We will check what happened in October and reply here.", ""},
    {"We will refund you for October.", ""},
    {"We will correct your October bill.", ""},
    {"We will check your bill for September and write here.", ""},
    {"We will write about the outage on 20 November.", ""},
    {"We received your letter on 20 November and will reply here.", ""},
    {"The offer ended on 20 November; please write to us.", ""},
    {"We will check order 11/20 and reply.", ""},
    {"The shop is open 24/7; please call us.", ""},
    {"Please call us by 20:00.", ""},
    {"We will look into what broke in August, and write here.", ""},
    {"Since October we have had a new tariff; we will explain it here.", ""},
    {"Здравствуйте! Сбой был 20 ноября, его устранили 21 ноября. Если что-то "
     "не работает, напишите нам.",
     ""},
    {"20 ноября мы получили ваше письмо, ответим завтра.", ""},
    {"20 ноября интернет в вашем доме не работал, напишите нам номер договора.",
     ""},
    {"25 ноября кредит закрыт, справку пришлём завтра.", ""},
    {"В среду мастер был у вас, расскажем об итогах здесь.", ""},
    {"Расскажем о сбое 20 ноября подробнее.", ""},
    {"Расскажем о сбое в октябре подробнее.", ""},
    {"Опубликуем отчёт о работах в октябре.", ""},
    {"Проверим звонки, записанные 20 ноября.", ""},
    {"Вернём деньги за поездку в октябре.", ""},
    {"Пришлём выписку за период с 1 по 20 ноября.", ""},
    {"Пришлём выписку по 20 ноября.", ""},
    {"Мы разберёмся, почему заказ не пришёл 20 ноября.", ""},
    {"Объясним, что случилось 20 ноября.", ""},
    {"Скидка была до 20 ноября, но мы вернём разницу.", ""},
    {"До октября тариф стоил 300 рублей.", ""},
    {"До 2025 года тариф назывался иначе.", ""},
    {"Договор действовал до конца 2025 года.", ""},
    {"Вы обратились к Марте, ответим здесь.", ""},
    {"Напишите Маю, он ответит.", ""},
    {"Номер заявки 26-го отдела, напишите нам.", ""},
    {"Офис на 5-го декабря, дом 3, ждёт вас; напишите нам.", ""},
    {"Улица 26 Бакинских комиссаров, напишите нам.", ""},
    {"Приходите на улицу 8 Марта, дом 5.", ""},
    {"Приходите в офис на улице 1 Мая.", ""},
    {"Будет работать по адресу: улица 9 Мая, дом 3.", ""},
    {"Офис будет на улице 9 Мая.", ""},
    {"Ответ: да, 20 ноября был сбой.", ""},
    {"Ответим на вопросы, заданные 20 ноября.", ""},
    {"Ответим на ваш отзыв от 20.11.2026.", ""},
    {"Ответим на письмо от 20 ноября.", ""},
    {"Ответим на жалобу октября.", ""},
    {"Ответим на обращение, которое вы оставили в октябре.", ""},
    {"Мы вернём деньги, которые списали 20 ноября.", ""},
    {"Мы вернём 500 рублей, списанные 20 ноября.", ""},
    {"Сделаем перерасчёт с 20 ноября.", ""},
    {"Сделаем перерасчёт с октября.", ""},
    {"Сделаем перерасчёт за дни без связи: 20 и 21 ноября.", ""},
    {"Будет перерасчёт за 20 ноября.", ""},
    {"Мы сообщим решение по заявке 20-11.", ""},
    {"Тариф 2025 года уже закрыт, напишем условия нового.", ""},
    {"Версия 1.12 уже вышла, ответим здесь.", ""},
    {"Обновите приложение до версии 1.10, ответим здесь.", ""},
    {"Напишите нам до 20:00.", ""},
    {"Ждите звонка с 10.00 до 11.30.", ""},
    {"Скорость до 10.11 Мбит, напишите нам.", ""},
    {"Проверим баланс на 20 ноября.", ""},
    {"Hello Ann! The line was down on 20 November and came back on 21 "
     "November. Please write to us.",
     ""},
    {"On 20 November we received your letter and we will answer here.", ""},
    {"On 20 November the line was down, and we will explain here.", ""},
    {"We will check why the parcel did not arrive on 20 November.", ""},
    {"We will explain what happened on 20 November.", ""},
    {"We will return the charge made on 20 November.", ""},
    {"We will refund the trip of 20 November.", ""},
    {"We will look at your message from October.", ""},
    {"We will look at your message dated 20 November.", ""},
    {"We will pass on your thanks to May.", ""},
    {"We will tell March of it.", ""},
    {"We may well reply here by Monday.", ""},
    {"We will call you back; the office is open by 10.", ""},
    {"The offer was valid until 20 November; please write to us.", ""},
    {"Until October the price was lower; we will explain it here.", ""},
    {"Before 2025 the plan had another name; please write to us.", ""},
    {"You did get it on 20 November; please call us.", ""},
    {"The report that arrives on Monday will be here.", ""},
    {"We will be in touch; version 11/20 is out.", ""},
    {"The technician came on 20 November; please call us.", ""},
    {"Your bill was due on 20 November; please call us.", ""},
    {"By now you will have seen our letter.", ""},
    {"Please tell us by email what happened in October, we will look.", ""},
    {"We will check the meter reading by the 20th floor.", ""},
    {"Expect an answer in January.", ""},
};

TEST(a_day_that_has_passed_is_not_promised)
{
    struct matrix *m = help_open(FAS);
    for (size_t i = 0; i < sizeof PROMISED / sizeof *PROMISED; i++) {
        struct buf out;
        struct matrix_reply reply = {.text = str_of(PROMISED[i].text),
                                     .lang = i % 2 ? STR("en") : STR("ru"),
                                     .reader = STR("ru"),
                                     .now = NOON + 4 * DAY_S};
        buf_init(&out, 1 << 16);
        (void)matrix_lint(m, &reply, &out);
        const char *found = out.p ? strstr(out.p, "past-day: ") : NULL;
        bool wanted = PROMISED[i].day[0] != 0;
        ck_assert_msg((found != NULL) == wanted, "%s: %s", PROMISED[i].text,
                      found ? found : "not found");
        ck_assert_msg(!wanted || strstr(found, PROMISED[i].day), "%s: %s",
                      PROMISED[i].text, found);
        buf_clear(&out);
    }
    matrix_close(m);
}
END

/* "By Friday" was written on Wednesday the 18th; read on the 27th it would be
 * another Friday than was meant. */
TEST(a_weekday_is_counted_from_when_it_was_written)
{
    struct matrix *m = help_open(FAS);
    static const char *const texts[] = {
        "Ответим до пятницы.",
        "Ответим завтра.",
        "Ответим до конца недели.",
        "Ответим на этой неделе.",
        "Ответим до 20-го числа.",
        "Ответим до 20-го.",
        "We will answer by Friday.",
        "We will answer by the end of the week.",
        "We will answer by the end of this week.",
        "We will answer by the 20th."};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (int late = 0; late < 2; late++) {
            struct buf out;
            struct matrix_reply reply = {.text = str_of(texts[i]),
                                         .lang = STR("en"),
                                         .now = NOON + 4 * DAY_S,
                                         .written =
                                             late ? NOON - 5 * DAY_S : 0};
            buf_init(&out, 1 << 16);
            (void)matrix_lint(m, &reply, &out);
            const char *found = out.p ? strstr(out.p, "past-day: ") : NULL;
            ck_assert_msg((found != NULL) == (late == 1), "%s: %s", texts[i],
                          found ? found : "");
            ck_assert(!found || strstr(found, "that day has passed: "));
            buf_clear(&out);
        }
    matrix_close(m);
}
END

/* The findings speak to who reads them, whatever the reply's language. */
TEST(findings_are_in_the_language_of_the_reader)
{
    struct matrix *m = help_open(FAS);
    static const char *const wanted[][2] = {{"ru", "без пафоса"},
                                            {"en", "no pathos"}};
    for (int i = 0; i < 2; i++) {
        struct buf out;
        struct matrix_reply reply = {.text =
                                         STR("Мы искренне рады. Напишите нам."),
                                     .lang = STR("ru"),
                                     .reader = str_of(wanted[i][0])};
        buf_init(&out, 1 << 16);
        ck_assert_int_eq(matrix_lint(m, &reply, &out), 1);
        ck_assert_msg(strstr(out.p, wanted[i][1]) != NULL, "%s", out.p);
        buf_clear(&out);
    }
    matrix_close(m);
}
END

TEST_MAIN("lint", linter_finds_what_must_not_go_out,
          a_day_that_has_passed_is_not_promised,
          a_weekday_is_counted_from_when_it_was_written,
          findings_are_in_the_language_of_the_reader)
