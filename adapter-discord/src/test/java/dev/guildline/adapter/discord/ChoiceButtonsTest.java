package dev.guildline.adapter.discord;

import static dev.guildline.adapter.discord.SandboxedAdapter.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.id.ArticleId;
import dev.guildline.core.message.Choice;
import dev.guildline.core.message.ChoiceAction;
import dev.guildline.core.message.ChoiceStyle;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.usecase.ChoiceOutcome;
import dev.guildline.core.usecase.ChoiceTaken;
import dev.guildline.sandbox.discord.SandboxComponent;
import dev.guildline.sandbox.discord.SandboxInteraction;
import dev.guildline.sandbox.discord.SandboxMessage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChoiceButtonsTest {
    private static final MessageBody RATING = new MessageBody.ChoicePrompt(
            "How was it?",
            List.of(
                    new Choice("1", "Bad", ChoiceStyle.NEGATIVE, new ChoiceAction.Rate(1)),
                    new Choice("5", "Good", ChoiceStyle.POSITIVE, new ChoiceAction.Rate(5))));
    private static final MessageBody SUGGESTIONS = new MessageBody.ChoicePrompt(
            "Does one of these help?",
            List.of(
                    new Choice(
                            "a1", "Names", ChoiceStyle.PRIMARY, new ChoiceAction.ShowArticle(new ArticleId("1"), "")),
                    new Choice("person", "Talk to a person", ChoiceStyle.SECONDARY, new ChoiceAction.TalkToPerson())));

    private final SandboxedAdapter here = new SandboxedAdapter().started();

    @AfterEach
    void stop() {
        here.close();
    }

    private static boolean isDisabled(SandboxMessage message) {
        return message.buttons().stream().allMatch(SandboxComponent::disabled);
    }

    private boolean isUsable(String message) {
        return here.amy.messages().stream()
                .filter(m -> m.id().equals(message))
                .noneMatch(m -> m.buttons().stream().anyMatch(SandboxComponent::disabled));
    }

    @Test
    void a_choice_is_passed_on_and_its_question_closed() throws Exception {
        String question = here.send(here.outbound(RATING));

        here.amy.click(question, "Good");

        ChoiceTaken taken = FakePorts.next(here.ports.choices);
        assertThat(taken.prompt()).hasToString("c1/1");
        assertThat(taken.choice()).isEqualTo("5");
        assertThat(taken.customer().locale()).contains(Locale.US);
        assertThat(taken.customer().id().value()).isEqualTo("discord:" + here.amy.id());
        assertThat(here.amy.awaitDm(ChoiceButtonsTest::isDisabledQuestion, SOON).content())
                .isEqualTo("How was it?");
    }

    private static boolean isDisabledQuestion(SandboxMessage message) {
        return !message.buttons().isEmpty() && isDisabled(message);
    }

    @Test
    void suggested_articles_can_be_opened_one_after_the_other() throws Exception {
        String question = here.send(here.outbound(SUGGESTIONS));

        here.amy.click(question, "Names");
        FakePorts.next(here.ports.choices);
        here.amy.click(question, "Talk to a person");

        assertThat(FakePorts.next(here.ports.choices).choice()).isEqualTo("person");
        assertThat(isUsable(question)).isTrue();
    }

    @Test
    void a_choice_that_comes_too_late_is_told_so_in_private() throws Exception {
        String question = here.send(here.outbound(RATING));
        here.ports.choiceOutcome = ChoiceOutcome.TOO_LATE;

        here.amy.click(question, "Good");

        SandboxMessage remark = here.amy.awaitDm(SandboxMessage::ephemeral, SOON);
        assertThat(remark.content()).contains("closed by now");
        assertThat(isUsable(question)).isTrue();
    }

    @Test
    void a_choice_that_was_not_offered_is_told_so_in_private() throws Exception {
        String question = here.send(here.outbound(RATING));
        here.ports.choiceOutcome = ChoiceOutcome.NOT_OFFERED;

        here.amy.click(question, "Good");

        assertThat(here.amy.awaitDm(SandboxMessage::ephemeral, SOON).content()).contains("not yours");
    }

    @Test
    void a_store_that_is_down_is_admitted_and_the_button_stays() throws Exception {
        String question = here.send(here.outbound(RATING));
        here.ports.failures.set(1);

        here.amy.click(question, "Good");

        assertThat(here.amy.awaitDm(SandboxMessage::ephemeral, SOON).content()).contains("try again");
        assertThat(isUsable(question)).isTrue();
    }

    @Test
    void a_press_is_acknowledged_while_all_else_is_stuck() throws Exception {
        String question = here.send(here.outbound(RATING));
        here.ports.before = new CompletableFuture<>();

        SandboxInteraction pressed = here.amy.click(question, "Good");

        pressed.awaitAcknowledged(Duration.ofSeconds(3));
        assertThat(pressed.callbackType()).isEqualTo(6);
    }
}
