package dev.guildline.adapter.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.studio.v2.Flow;
import com.twilio.rest.studio.v2.FlowValidate;
import com.twilio.rest.taskrouter.v1.Workspace;
import com.twilio.rest.taskrouter.v1.workspace.TaskChannel;
import dev.guildline.adapter.twilio.ProvisioningReport.Action;
import dev.guildline.adapter.twilio.ProvisioningReport.Item;
import dev.guildline.adapter.twilio.TwilioConfig.Routing;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sets up what Guildline needs in a Twilio account: the Studio flow (in studio routing) and the workspace's event
 * callback. May be repeated: what is as it should be is left alone. Blocks while it calls Twilio; thread-safe.
 *
 * <pre>{@code
 * ProvisioningReport report = new TwilioProvisioning(config).provision(false, false);
 * report.items().forEach(System.out::println);
 * }</pre>
 */
public final class TwilioProvisioning {
    private final TwilioConfig config;

    /**
     * Prepares to set up an account.
     *
     * @param config which account, and how it is going to be used
     */
    public TwilioProvisioning(TwilioConfig config) {
        this.config = config;
    }

    /**
     * Looks at the account and sets up what is missing or different.
     *
     * @param dryRun tell what would be changed, change nothing
     * @param force take the workspace's event callback over even if it is somebody else's
     * @return what was found and changed
     * @throws dev.guildline.core.error.PortException if a call fails; what was done before it stays done
     */
    public ProvisioningReport provision(boolean dryRun, boolean force) {
        try (TwilioCalls calls = new TwilioCalls(config)) {
            return new Run(calls.client(), dryRun, force).all();
        } catch (RuntimeException failure) {
            throw TwilioErrors.map(failure);
        }
    }

    private final class Run {
        private final TwilioRestClient client;
        private final boolean dryRun;
        private final boolean force;
        private final List<Item> items = new ArrayList<>();

        Run(TwilioRestClient client, boolean dryRun, boolean force) {
            this.client = client;
            this.dryRun = dryRun;
            this.force = force;
        }

        ProvisioningReport all() {
            FlexSids sids = FlexDiscovery.places(config, client);
            items.add(new Item("chat service", sids.chatService(), Action.FOUND, ""));
            items.add(new Item("workspace", sids.workspace(), Action.FOUND, ""));
            items.add(new Item("workflow", sids.workflow(), Action.FOUND, ""));
            String flow = config.routing() == Routing.STUDIO ? flow(sids) : null;
            eventCallback(sids);
            return new ProvisioningReport(sids.chatService(), sids.workspace(), sids.workflow(), flow, dryRun, items);
        }

        private @Nullable String flow(FlexSids sids) {
            String channel = TaskChannel.fetcher(sids.workspace(), FlexInteractions.TASK_CHANNEL)
                    .fetch(client)
                    .getSid();
            JsonNode wanted = StudioFlow.definition(config.publicUrl(), sids.workflow(), channel);
            Optional<String> existing = FlexDiscovery.studioFlow(config, client);
            if (existing.isEmpty()) {
                return create(wanted);
            }
            Flow flow = Flow.fetcher(existing.get()).fetch(client);
            boolean same = Json.of(flow.getDefinition()).equals(wanted) && flow.getStatus() == Flow.Status.PUBLISHED;
            if (same) {
                items.add(new Item("Studio flow", flow.getSid(), Action.FOUND, "revision " + flow.getRevision()));
                return flow.getSid();
            }
            validate(wanted);
            if (!dryRun) {
                Flow.updater(flow.getSid(), Flow.Status.PUBLISHED)
                        .setDefinition(wanted.toString())
                        .setCommitMessage("Guildline provisioning")
                        .update(client);
            }
            items.add(new Item(
                    "Studio flow", flow.getSid(), Action.UPDATED, "definition differed or was no more than a draft"));
            return flow.getSid();
        }

        private @Nullable String create(JsonNode wanted) {
            validate(wanted);
            if (dryRun) {
                items.add(new Item("Studio flow", "", Action.CREATED, StudioFlow.NAME));
                return null;
            }
            Flow made = Flow.creator(StudioFlow.NAME, Flow.Status.PUBLISHED, wanted.toString())
                    .setCommitMessage("Guildline provisioning")
                    .create(client);
            items.add(new Item("Studio flow", made.getSid(), Action.CREATED, StudioFlow.NAME));
            return made.getSid();
        }

        /** Twilio's own judgement; refuses with an error if the definition is not valid. */
        private void validate(JsonNode wanted) {
            FlowValidate.updater(StudioFlow.NAME, FlowValidate.Status.PUBLISHED, wanted.toString())
                    .update(client);
        }

        private void eventCallback(FlexSids sids) {
            Workspace workspace = Workspace.fetcher(sids.workspace()).fetch(client);
            URI ours = config.webhook(TwilioWebhooks.EVENTS);
            URI now = workspace.getEventCallbackUrl();
            boolean none = now == null || now.toString().isBlank();
            boolean complete = covers(workspace.getEventsFilter());
            if (ours.equals(now) && complete) {
                items.add(new Item("event callback", sids.workspace(), Action.FOUND, ours.toString()));
                return;
            }
            boolean foreign = !none && !TwilioWebhooks.EVENTS.equals(now.getPath());
            if (foreign && !force) {
                items.add(new Item(
                        "event callback",
                        sids.workspace(),
                        Action.REFUSED,
                        "another system has it: " + now.getHost() + "; force it to take it over"));
                return;
            }
            if (!dryRun) {
                Workspace.updater(sids.workspace())
                        .setEventCallbackUrl(ours)
                        .setEventsFilter(String.join(",", TaskRouterEvents.FILTER))
                        .update(client);
            }
            items.add(new Item(
                    "event callback", sids.workspace(), none ? Action.CREATED : Action.UPDATED, ours.toString()));
        }

        private static boolean covers(@Nullable String filter) {
            return filter != null
                    && (filter.isBlank()
                            || Set.of(filter.strip().split("\\s*,\\s*", -1)).containsAll(TaskRouterEvents.FILTER));
        }
    }
}
