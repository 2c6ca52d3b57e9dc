package dev.guildline.adapter.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.twilio.rest.taskrouter.v1.Workspace;
import dev.guildline.adapter.twilio.ProvisioningReport.Action;
import dev.guildline.adapter.twilio.ProvisioningReport.Item;
import dev.guildline.adapter.twilio.TwilioConfig.Routing;
import dev.guildline.core.error.PortException.Permanent;
import dev.guildline.sandbox.twilio.TwilioSandbox;
import dev.guildline.sandbox.twilio.TwilioSandboxSettings;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TwilioProvisioningTest {
    private final TwilioSandbox sandbox = TwilioSandbox.start(TwilioSandboxSettings.defaults());

    @AfterEach
    void close() {
        sandbox.close();
    }

    private TwilioConfig config(Routing routing, String publicUrl) {
        return FlexRig.config(sandbox, routing, URI.create(publicUrl));
    }

    private ProvisioningReport provision(String publicUrl, boolean dryRun, boolean force) {
        return new TwilioProvisioning(config(Routing.STUDIO, publicUrl)).provision(dryRun, force);
    }

    private static List<Action> actions(ProvisioningReport report) {
        return report.items().stream().map(Item::action).toList();
    }

    private long changes() {
        return sandbox.calls()
                .count(call -> call.method().equals("POST") && !call.path().endsWith("/Validate"));
    }

    @Test
    void an_empty_account_gets_all_that_is_needed_and_nothing_the_second_time() {
        ProvisioningReport first = provision("https://one.example.com", false, false);
        sandbox.calls().clear();
        ProvisioningReport second = provision("https://one.example.com", false, false);

        assertThat(actions(first))
                .containsExactly(Action.FOUND, Action.FOUND, Action.FOUND, Action.CREATED, Action.CREATED);
        assertThat(actions(second)).containsOnly(Action.FOUND);
        assertThat(second.studioFlowSid()).isEqualTo(first.studioFlowSid()).isPresent();
        assertThat(second.complete()).isTrue();
        assertThat(changes()).isZero();
    }

    @Test
    void another_public_address_updates_the_flow_and_our_own_callback() {
        ProvisioningReport first = provision("https://one.example.com", false, false);
        ProvisioningReport second = provision("https://two.example.com", false, false);

        assertThat(actions(second)).endsWith(Action.UPDATED, Action.UPDATED);
        assertThat(second.studioFlowSid()).isEqualTo(first.studioFlowSid());
    }

    @Test
    void a_dry_run_changes_nothing() {
        ProvisioningReport report = provision("https://one.example.com", true, false);

        assertThat(actions(report)).endsWith(Action.CREATED, Action.CREATED);
        assertThat(report.studioFlowSid()).isEmpty();
        assertThat(changes()).isZero();
    }

    @Test
    void the_callback_of_another_system_is_not_taken_away_unless_forced() {
        try (TwilioCalls calls = new TwilioCalls(config(Routing.STUDIO, "https://one.example.com"))) {
            Workspace.updater(sandbox.workspaceSid())
                    .setEventCallbackUrl("https://reports.example.org/events")
                    .update(calls.client());

            ProvisioningReport refused = provision("https://one.example.com", false, false);
            assertThat(refused.complete()).isFalse();
            assertThat(refused.items().get(4).toString()).contains("refused").contains("reports.example.org");

            ProvisioningReport forced = provision("https://one.example.com", false, true);
            assertThat(forced.complete()).isTrue();
            assertThat(Workspace.fetcher(sandbox.workspaceSid())
                            .fetch(calls.client())
                            .getEventCallbackUrl())
                    .isEqualTo(URI.create("https://one.example.com/twilio/events"));
        }
    }

    @Test
    void direct_routing_needs_no_flow() {
        ProvisioningReport report =
                new TwilioProvisioning(config(Routing.DIRECT, "https://one.example.com")).provision(false, false);

        assertThat(report.items()).extracting(Item::what).doesNotContain("Studio flow");
    }

    @Test
    void without_a_flow_the_health_says_what_to_do() {
        try (TwilioContactCenter center =
                TwilioContactCenter.connect(config(Routing.STUDIO, "https://one.example.com"))) {
            assertThatThrownBy(() -> center.discovery().sids().join()).hasCauseInstanceOf(Permanent.class);
            assertThat(center.health().check().ready()).isFalse();
            assertThat(center.health().check().detail()).contains("guildline provision");

            provision("https://one.example.com", false, false);
            center.discovery().sids().join();
            assertThat(center.health().check().ready()).isTrue();
        }
    }
}
