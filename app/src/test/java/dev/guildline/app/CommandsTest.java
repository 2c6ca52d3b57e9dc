package dev.guildline.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.casework.CaseKind;
import dev.guildline.core.casework.CaseQuery;
import dev.guildline.core.casework.SupportCase;
import dev.guildline.sandbox.discord.SandboxChannel;
import dev.guildline.sandbox.discord.SandboxMessage;
import dev.guildline.sandbox.discord.SandboxModal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the server, through real JDA. */
class CommandsTest {
    @TempDir
    Path folder;

    private Deployment deployment;
    private Player mia;

    @BeforeEach
    void start() {
        deployment = Deployment.start(Routing.WITHOUT_TWILIO, folder);
        mia = deployment.player("mia", "Mia", "en-US");
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    @Test
    void a_bug_report_is_thanked_in_public_with_the_known_issues_and_kept_as_a_case() {
        SandboxMessage answer =
                mia.slash(deployment.channel("bug-report"), "bug", Map.of("text", "The sails vanish in fog"));

        assertThat(answer.ephemeral()).isFalse();
        assertThat(answer.content()).contains(mia.mention()).containsPattern("BUG-\\d+");
        assertThat(answer.mentions()).containsExactly(mia.id());
        assertThat(answer.embeds()).singleElement().satisfies(card -> {
            assertThat(card.title()).isEqualTo("Known issues");
            assertThat(card.description() + card.fields()).contains("https://example.com/");
        });
        assertThat(cases()).singleElement().satisfies(c -> {
            assertThat(c.number().kind()).isEqualTo(CaseKind.BUG);
            assertThat(c.description()).isEqualTo("The sails vanish in fog");
            assertThat(c.customerName()).isEqualTo("Mia");
        });
    }

    @Test
    void without_a_text_a_feature_request_opens_a_form_in_the_customers_language() {
        Player lin = deployment.player("lin", "小林", "zh-TW");
        SandboxChannel channel = deployment.channel("feature-requests");
        SandboxModal form = lin.user().slash(channel, "new_feature", Map.of()).awaitModal(Player.PATIENCE);
        assertThat(form.title()).containsPattern("\\p{IsHan}");
        String input = form.inputs().stream()
                .filter(i -> i.type() == 4)
                .findFirst()
                .orElseThrow()
                .customId();
        lin.user().submitModal(form, Map.of(input, "希望有夜航模式"));
        SandboxMessage answer = lin.user()
                .awaitMessage(
                        channel,
                        m -> m.fromBot() && !m.thinking() && !m.content().isEmpty(),
                        Player.PATIENCE);

        assertThat(answer.content()).contains(lin.mention()).containsPattern("\\p{IsHan}");
        assertThat(answer.embeds()).hasSize(1);
        assertThat(cases()).singleElement().satisfies(c -> {
            assertThat(c.number().kind()).isEqualTo(CaseKind.FEATURE);
            assertThat(c.subject()).isEqualTo("希望有夜航模式");
        });
    }

    @Test
    void help_may_be_asked_for_at_any_time_and_speaks_the_customers_language() {
        Player lin = deployment.player("lin", "小林", "zh-TW");
        SandboxChannel channel = deployment.channel("customer-support");
        lin.slash(channel, "helpme", Map.of());
        lin.reads("小林 你好");
        lin.slash(channel, "helpme", Map.of());
        lin.reads("小林 你好");
        lin.writes("我忘記密碼,無法登入");
        SandboxMessage suggestions = lin.reads("這裡面有你需要的嗎？");

        assertThat(suggestions.buttons().get(0).label()).containsPattern("密碼");
    }

    @Test
    void a_customer_with_closed_direct_messages_is_told_where_they_asked() {
        mia.user().openDms(false);
        SandboxMessage answer = mia.slash(deployment.channel("customer-support"), "helpme", Map.of());

        assertThat(answer.content()).contains(mia.mention()).doesNotContain("we just sent you a DM");
    }

    private List<SupportCase> cases() {
        return deployment
                .guildline()
                .casework()
                .search(CaseQuery.newest(10))
                .toCompletableFuture()
                .join();
    }
}
