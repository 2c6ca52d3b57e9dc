package dev.guildline.adapter.discord;

import static dev.guildline.adapter.discord.SandboxedAdapter.SEND;
import static dev.guildline.adapter.discord.SandboxedAdapter.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.usecase.CustomerMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DirectMessagesTest {
    private final SandboxedAdapter here = new SandboxedAdapter();

    @AfterEach
    void stop() {
        here.close();
    }

    @Test
    void an_answer_to_a_customer_who_wrote_costs_one_request() throws Exception {
        here.started();
        here.amy.sendDm("is anybody there?");
        CustomerMessage heard = FakePorts.next(here.ports.messages);
        assertThat(heard.text()).isEqualTo("is anybody there?");
        assertThat(heard.customer().displayName()).isEqualTo("Amy");
        assertThat(heard.customer().id().value()).isEqualTo("discord:" + here.amy.id());
        assertThat(heard.customer().address().value()).isEqualTo("user/" + here.amy.id());
        assertThat(heard.customer().locale()).isEmpty();
        here.discord.calls().clear();

        String sent = here.send(here.text("Yes, I am"));

        assertThat(here.discord.calls().all())
                .singleElement()
                .satisfies(call -> assertThat(call.method()).isEqualTo("POST"));
        assertThat(here.discord.calls().count(SEND)).isEqualTo(1);
        assertThat(here.amy.awaitDm(m -> m.fromBot(), SOON).id()).isEqualTo(sent);
    }
}
