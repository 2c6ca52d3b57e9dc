package dev.guildline.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PersistenceConfigTest {
    private static PersistenceConfig from(String url) {
        return PersistenceConfig.fromEnvironment(Map.of("DATABASE_URL", url));
    }

    @Test
    void without_configuration_the_data_lies_in_a_file() {
        assertThat(PersistenceConfig.fromEnvironment(Map.of()))
                .isEqualTo(new PersistenceConfig("jdbc:h2:./data/guildline", "sa", ""));
        assertThat(from("  ")).isEqualTo(PersistenceConfig.fromEnvironment(Map.of()));
    }

    @Test
    void user_and_password_may_stand_beside_the_url() {
        assertThat(PersistenceConfig.fromEnvironment(Map.of(
                        "DATABASE_URL", "jdbc:postgresql://db.example/desk?sslmode=require",
                        "DATABASE_USER", "guildline",
                        "DATABASE_PASSWORD", "s3cret")))
                .isEqualTo(new PersistenceConfig(
                        "jdbc:postgresql://db.example/desk?sslmode=require", "guildline", "s3cret"));
    }

    @Test
    void user_and_password_may_stand_in_the_url() {
        assertThat(from("jdbc:postgresql://db.example/desk?user=guildline&password=s%263cret&sslmode=require"))
                .isEqualTo(new PersistenceConfig(
                        "jdbc:postgresql://db.example/desk?sslmode=require", "guildline", "s&3cret"));
        assertThat(from("jdbc:h2:./x;USER=me;password=pw;CACHE_SIZE=1000"))
                .isEqualTo(new PersistenceConfig("jdbc:h2:./x;CACHE_SIZE=1000", "me", "pw"));
    }

    @Test
    void the_form_of_hosting_platforms_is_understood() {
        assertThat(from("postgres://guild%20line:p%40ss+word:1@db.example:5433/desk?sslmode=require"))
                .isEqualTo(new PersistenceConfig(
                        "jdbc:postgresql://db.example:5433/desk?sslmode=require", "guild line", "p@ss+word:1"));
        assertThat(from("postgresql://guildline@db.example/desk"))
                .isEqualTo(new PersistenceConfig("jdbc:postgresql://db.example/desk", "guildline", ""));
    }

    @Test
    void the_separate_keys_win_over_the_url() {
        assertThat(PersistenceConfig.fromEnvironment(Map.of(
                        "DATABASE_URL", "postgres://a:b@db.example/desk",
                        "DATABASE_USER", "c",
                        "DATABASE_PASSWORD", "d")))
                .isEqualTo(new PersistenceConfig("jdbc:postgresql://db.example/desk", "c", "d"));
    }

    @Test
    void the_password_is_hidden() {
        for (String url : List.of(
                "postgres://guildline:s3cret@db.example/desk",
                "jdbc:postgresql://db.example/desk?user=guildline&password=s3cret",
                "jdbc:h2:./x;USER=me;PASSWORD=s3cret")) {
            assertThat(from(url).password()).isEqualTo("s3cret");
            assertThat(from(url).toString()).doesNotContain("s3cret").contains("password=hidden");
        }
    }

    @Test
    void a_bad_value_is_refused_with_its_key_and_without_repeating_it() {
        for (String url : List.of(
                "mysql://guildline:s3cret@db.example/desk",
                "jdbc:oracle:thin:s3cret@db",
                "s3cret",
                "jdbc:h2:",
                "jdbc:h2:./x;PASSWORD=s3cret;WRITE_DELAY=500",
                "jdbc:h2:./x;PASSWORD=s3cret;MODE=Oracle",
                "postgres://guildline:s3cret@/desk",
                "postgres://guildline:s3cret@db.example",
                "postgres://guildline:s3cret@db.example/",
                "postgres://guildline:s3cret%zz@db.example/desk",
                "postgres://guildline:s3cret<@db.example/desk",
                "jdbc:postgresql://db.example/desk?user=a&password=s3cret%zz")) {
            assertThatThrownBy(() -> from(url))
                    .as(url)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("DATABASE_URL: ")
                    .hasMessageNotContaining("s3cret")
                    .hasNoCause();
        }
    }

    @Test
    void postgresql_needs_a_user() {
        assertThatThrownBy(() -> from("jdbc:postgresql://db.example/desk"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("DATABASE_USER: ");
    }

    @Test
    void settings_of_h2_that_are_needed_may_be_written_out() {
        assertThat(from("jdbc:h2:./x;MODE=postgresql;WRITE_DELAY=0").url()).isEqualTo("jdbc:h2:./x");
    }

    @Test
    void plain_h2_files_are_opened_so_that_interrupts_do_no_harm() {
        String settings = Pools.h2Url("");
        assertThat(Pools.h2Url("jdbc:h2:./x;CACHE_SIZE=1")).isEqualTo("jdbc:h2:async:./x;CACHE_SIZE=1" + settings);
        assertThat(Pools.h2Url("jdbc:h2:file:/x")).isEqualTo("jdbc:h2:async:/x" + settings);
        assertThat(Pools.h2Url("jdbc:h2:~/x")).isEqualTo("jdbc:h2:async:~/x" + settings);
        assertThat(Pools.h2Url("jdbc:h2:C:/x")).isEqualTo("jdbc:h2:async:C:/x" + settings);
        assertThat(Pools.h2Url("jdbc:h2:mem:x")).isEqualTo("jdbc:h2:mem:x" + settings);
        assertThat(Pools.h2Url("jdbc:h2:tcp://db.example/x")).isEqualTo("jdbc:h2:tcp://db.example/x" + settings);
    }
}
