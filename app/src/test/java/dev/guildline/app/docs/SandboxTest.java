package dev.guildline.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.sandbox.Sandbox;
import dev.guildline.sandbox.SandboxSettings;
import dev.guildline.sandbox.discord.SandboxUser;
import org.junit.jupiter.api.Test;

/** The region of this test is the Java of docs/sandbox.md; {@link JavaInDocsTest} compares them. */
class SandboxTest {
    @Test
    void a_bot_can_be_tried_in_it() {
        // region sandbox
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.defaults())) {
            String discord = sandbox.discord().restUrl();
            String twilio = sandbox.twilio().url();
            String page = sandbox.pageUrl();
            // start a bot on the first two, and do what a player does, by hand on the page or from here
            SandboxUser player = sandbox.discord().users().get(0);
            player.sendDm("Hello!");
            assertThat(discord + twilio + page).contains("127.0.0.1");
        }
        // endregion
    }
}
