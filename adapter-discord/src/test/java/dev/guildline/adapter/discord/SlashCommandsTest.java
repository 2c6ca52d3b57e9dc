package dev.guildline.adapter.discord;

import static dev.guildline.adapter.discord.SandboxedAdapter.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.casework.CaseKind;
import dev.guildline.core.usecase.CaseReport;
import dev.guildline.sandbox.discord.SandboxMessage;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlashCommandsTest {
    private final SandboxedAdapter here = new SandboxedAdapter().started();

    @AfterEach
    void stop() {
        here.close();
    }

    @Test
    void help_is_confirmed_in_public_once_the_greeting_is_there() {
        SandboxMessage reply = here.amy.slash(here.support, "helpme", Map.of()).awaitResponse(SOON);

        assertThat(reply.content()).isEqualTo("Hi <@" + here.amy.id() + ">, we just sent you a DM");
        assertThat(reply.mentions()).containsExactly(here.amy.id());
        assertThat(reply.ephemeral()).isFalse();
    }

    @Test
    void a_report_is_thanked_for_in_public() throws Exception {
        SandboxMessage reply = here.amy
                .slash(here.support, "bug", Map.of("text", "The shop is empty"))
                .awaitResponse(SOON);

        CaseReport report = FakePorts.next(here.ports.reports);
        assertThat(report.kind()).isEqualTo(CaseKind.BUG);
        assertThat(report.text()).isEqualTo("The shop is empty");
        assertThat(report.customFields())
                .containsEntry("discord.guild", here.discord.guild().id())
                .containsEntry("discord.channel", here.support.id());
        assertThat(reply.content()).contains("<@" + here.amy.id() + ">", "**BUG-101**", "every report");
        assertThat(reply.embeds()).isEmpty();
    }
}
