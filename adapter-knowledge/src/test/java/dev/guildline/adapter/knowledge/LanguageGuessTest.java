package dev.guildline.adapter.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageGuessTest {
    private static final List<Locale> OFFERED =
            List.of(Locale.ENGLISH, Locale.forLanguageTag("zh-TW"), Locale.forLanguageTag("zh-CN"), Locale.JAPANESE);

    @ParameterizedTest
    @CsvSource({
        "I can't log in to my account, en",
        "no puedo entrar en mi cuenta, es",
        "wie kann ich mein Passwort ändern, de",
        "je ne peux pas me connecter, fr",
        "não consigo entrar na minha conta, pt",
        "我忘記密碼了, zh-Hant",
        "我忘记密码了, zh-Hans",
        "大小, zh",
        "パスワードを忘れました, ja",
        "비밀번호를 잊어버렸어요, ko",
        "я забыл пароль, ru",
        "Discord 帳號怎麼綁定, zh-Hant",
    })
    void the_words_tell_the_language(String text, String tag) {
        assertThat(LanguageGuess.of(text)).contains(Locale.forLanguageTag(tag));
    }

    @ParameterizedTest
    @CsvSource({"L-204", "refund", "Skylarks", "'12345'", "'?!'"})
    void a_bare_name_tells_nothing(String text) {
        assertThat(LanguageGuess.of(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "我忘記密碼了, en, zh-TW",
        "我忘记密码了, en, zh-CN",
        "我忘記密碼了, zh-HK, zh-TW",
        "大小, zh-CN, zh-CN",
        "I can't log in, zh-TW, en",
        "refund, ja, ja",
        "refund, fr, en",
    })
    void the_best_language_of_the_base_is_searched_first(String text, String customer, String first) {
        assertThat(Languages.forQuestion(text, Locale.forLanguageTag(customer), Locale.ENGLISH, OFFERED))
                .first()
                .isEqualTo(Locale.forLanguageTag(first));
    }

    @ParameterizedTest
    @CsvSource({"no call me", "kab tak aa jayga", "p-w vs s-w wrong points", "w h w h y o e"})
    void a_language_that_hangs_on_a_few_small_words_gives_way_to_the_customers_own(String text) {
        assertThat(Languages.forQuestion(text, Locale.US, Locale.ENGLISH, OFFERED))
                .first()
                .isEqualTo(Locale.ENGLISH);
    }

    @Test
    void no_language_of_the_base_serves_another_language() {
        assertThat(Languages.forQuestion("no puedo entrar en mi cuenta", Locale.US, Locale.ENGLISH, OFFERED))
                .isEmpty();
    }
}
