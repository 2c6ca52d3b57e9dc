package dev.guildline.adapter.discord;

import dev.guildline.core.port.health.HealthCheck;
import java.util.Map;
import java.util.function.Supplier;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import org.jspecify.annotations.Nullable;

/** Whether the bot hears Discord. Some refusals are final; then it says what has to be done. Thread-safe. */
final class GatewayHealth implements HealthCheck {
    private static final System.Logger LOG = System.getLogger(GatewayHealth.class.getName());

    /** Close codes after which trying again is of no use. */
    private static final Map<Integer, String> REMEDIES = Map.of(
            4004,
                    "Discord refuses the token: copy it anew from the Bot page of the developer portal into DISCORD_TOKEN",
            4010, "Discord refuses the shard: run one bot process without sharding",
            4011, "the bot is in too many servers for one connection: it needs sharding",
            4012, "Discord does not speak this version of its gateway any more: update Guildline",
            4013, "Discord does not know an intent that was asked for: update Guildline",
            4014, "an intent was asked for that is not allowed: enable it on the Bot page of the developer portal");

    private volatile @Nullable JDA jda;
    private final Supplier<String> activity;
    private volatile String over = "";

    /** What the connection is busy with besides is told along, unless it is empty. */
    GatewayHealth(Supplier<String> activity) {
        this.activity = activity;
    }

    void watch(JDA watched) {
        jda = watched;
    }

    void shutdown(ShutdownEvent event) {
        String remedy = REMEDIES.get(event.getCode());
        if (remedy == null) {
            over = "the connection to Discord was shut down, code " + event.getCode();
            LOG.log(System.Logger.Level.INFO, over);
            return;
        }
        over = remedy + " (code " + event.getCode() + ")";
        LOG.log(System.Logger.Level.ERROR, "Discord has closed the connection for good: {0}", over);
    }

    @Override
    public String name() {
        return "discord";
    }

    @Override
    public Health check() {
        JDA watched = jda;
        if (!over.isEmpty()) {
            return new Health(false, over);
        }
        if (watched == null) {
            return new Health(false, "not connected yet");
        }
        JDA.Status status = watched.getStatus();
        if (status != JDA.Status.CONNECTED) {
            return new Health(false, "not connected: " + status);
        }
        String busy = activity.get();
        return new Health(true, busy.isEmpty() ? "connected" : "connected, " + busy);
    }
}
