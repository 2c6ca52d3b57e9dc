package dev.guildline.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalDataTest {
    private static final int LONG = 500;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            My mail is jane.doe+game@mail.example.co.uk, no code comes | My mail is [email], no code comes
            我的信箱是jane@example.com收不到信 | 我的信箱是[email]收不到信
            メールはtaro＠example．co．jpです | メールは[email]です
            escríbeme a josé@correo.example | escríbeme a [email]
            write jane (at) example (dot) com | write [email]
            call me at +49 (0)30 1234-5678 please | call me at [number] please
            我的電話是0912-345-678，請回電 | 我的電話是[number]，請回電
            電話は０９０－１２３４－５６７８です | 電話は[number]です
            card 4111 1111 1111 1111 was charged twice | card [number] was charged twice
            order 123456 is missing | order [number] is missing
            訂單A20231234567沒有到 | 訂單A[number]沒有到
            IBAN DE89 3704 0044 0532 0130 00 | IBAN [number]
            <@123456789012345678> and <@!12345> in <#99> said <:sad:123456789012345678> | [mention] and [mention] in [mention] said :sad:
            ask @jane_doe or Jane#1234 | ask [mention] or [mention]
            see https://example.com/u?id=7&token=abc now | see [link] now
            join discord.gg/AbCdEf today | join [link] today
            https://discord.com/users/abc is me | [link] is me
            from 192.168.10.4:8080 or 2001:db8::ff00:42 | from [ip] or [ip]
            token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0 leaked | token [token] leaked
            id 7c9e6679-7425-40de-944b-e07fc1f90ae7 fails | id [token] fails
            my password is hunter2! help | my password is [secret] help
            密碼是abc12345，登不進去 | 密碼是[secret]，登不進去
            what of case HELP-1042? | what of case [case]?
            """)
    void what_tells_who_somebody_is_goes(String said, String kept) {
        assertThat(PersonalData.removed(said, LONG)).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "error 0x80070057 after the update to 1.20.4",
                "HTTP 502 at level 15, 3 of 4 times",
                "my password is wrong, how do I reset it?",
                "密碼是什麼？我忘記了",
                "see https://example.com/help/reset-password please",
                "at 12:30:45 the server kicked me",
                "the boss has 5,000 HP :smile:",
                "パスワードを忘れました",
                "¿Cómo cambio mi contraseña?"
            })
    void what_the_question_is_about_stays(String said) {
        assertThat(PersonalData.removed(said, LONG)).isEqualTo(said);
    }

    @Test
    void it_is_one_line_of_a_certain_length() {
        assertThat(PersonalData.removed("two\n lines\t \u001b[31mhere\u202e ", LONG))
                .isEqualTo("two lines [31mhere");
        String longest = PersonalData.removed("🐉".repeat(600), 100);
        assertThat(longest.codePointCount(0, longest.length())).isEqualTo(100);
        assertThat(longest).endsWith("🐉…");
    }

    @Test
    void marks_can_be_left_out() {
        assertThat(PersonalData.withoutMarks("mail [email] and [number] [x]")).isEqualTo("mail and [x]");
    }

    @Test
    void nothing_that_is_pasted_takes_long_or_leaves_an_address() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String letters = "ab1@.＠。#:/-+ (<>[]=?%_漢あ\n";
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(2_000); j > 0; j--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            String kept = PersonalData.removed(text.toString(), LONG);
            assertThat(kept).as("seed %d", seed).doesNotContainPattern("\\w@\\w+\\.\\w");
            assertThat(PersonalData.removed(kept, LONG).length())
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(2 * LONG);
        }
        for (String piece : "a. 1- @a a@ : :: a: 1. ( <@ 0x https:// a=1 password ".split(" ", -1)) {
            assertThat(PersonalData.removed(piece.repeat(10_000), LONG)).isNotNull();
        }
    }
}
