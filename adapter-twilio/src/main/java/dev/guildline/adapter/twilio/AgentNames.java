package dev.guildline.adapter.twilio;

import com.twilio.rest.conversations.v1.service.User;
import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.conversation.ConversationState.WithAgent;
import dev.guildline.core.id.AgentId;
import dev.guildline.core.participant.Agent;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Knows the agents' names: from TaskRouter's events, from the conversation, and where neither tells, from the user
 * behind the identity, asked once. Thread-safe.
 */
final class AgentNames {
    private static final Logger LOG = System.getLogger(AgentNames.class.getName());
    private static final int MOST = 5_000;

    /** TaskRouter tells the name at the same moment as Conversations tells that somebody came. */
    private static final long TASK_ROUTER_MILLIS = 700;

    private final TwilioCalls calls;
    private final FlexDiscovery discovery;
    private final Map<String, String> names = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
        }
    };

    AgentNames(TwilioCalls calls, FlexDiscovery discovery) {
        this.calls = calls;
        this.discovery = discovery;
    }

    /** TaskRouter told a name. */
    void learn(String identity, String name) {
        if (!name.isBlank()) {
            synchronized (names) {
                names.put(identity, name);
            }
        }
    }

    /** The agent behind an identity; always completes. */
    CompletableFuture<Agent> agent(String identity, Conversation conversation) {
        AgentId id = new AgentId(identity);
        String known = known(identity);
        if (known != null) {
            return CompletableFuture.completedFuture(new Agent(id, known));
        } else if (conversation.state() instanceof WithAgent with
                && with.agent().id().equals(id)) {
            remember(identity, with.agent().displayName());
            return CompletableFuture.completedFuture(with.agent());
        }
        return discovery
                .sids()
                .thenCompose(sids -> calls.make(client ->
                        User.fetcher(sids.chatService(), identity).fetch(client).getFriendlyName()))
                .handle((name, failure) -> {
                    if (failure != null) {
                        LOG.log(
                                Level.WARNING,
                                "the name of agent {0} is not known: {1}",
                                identity,
                                failure.getMessage());
                    }
                    return name == null || name.isBlank() || name.equals(identity) ? null : name;
                })
                .thenCompose(name -> name == null ? fromTaskRouter(identity) : found(identity, name))
                .thenApply(name -> new Agent(id, name));
    }

    /** The agent behind an identity, if that needs no look at anything. */
    Optional<Agent> knownAgent(String identity) {
        return Optional.ofNullable(known(identity)).map(name -> new Agent(new AgentId(identity), name));
    }

    private void remember(String identity, String name) {
        synchronized (names) {
            names.putIfAbsent(identity, name);
        }
    }

    private CompletableFuture<String> found(String identity, String name) {
        remember(identity, name);
        return CompletableFuture.completedFuture(name);
    }

    private CompletableFuture<String> fromTaskRouter(String identity) {
        return CompletableFuture.supplyAsync(
                () -> {
                    String told = known(identity);
                    return told == null ? identity : told;
                },
                CompletableFuture.delayedExecutor(TASK_ROUTER_MILLIS, TimeUnit.MILLISECONDS));
    }

    private @Nullable String known(String identity) {
        synchronized (names) {
            return names.get(identity);
        }
    }
}
