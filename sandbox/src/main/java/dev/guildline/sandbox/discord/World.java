package dev.guildline.sandbox.discord;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The state of the local Discord and the one lock that guards it. */
final class World implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final InstantSource clock;
    private final Snowflakes ids;

    final ChangeFeed feed = new ChangeFeed();
    final DiscordSandboxSettings settings;
    final Account bot;
    private final Account owner;
    final Map<Long, Account> accounts = new LinkedHashMap<>();
    final Map<Long, Guild> guilds = new LinkedHashMap<>();
    final Map<Long, Channel> channels = new LinkedHashMap<>();
    final Map<Long, StoredFile> files = new LinkedHashMap<>();

    /** Set once, when the port is known: {@code http://127.0.0.1:port}. */
    private volatile String rootUrl = "";

    World(DiscordSandboxSettings settings) {
        this.settings = settings;
        this.clock = settings.clock();
        this.ids = new Snowflakes(clock);
        this.bot = new Account(nextId(), settings.botName(), null, "en-US", true);
        this.owner = new Account(nextId(), "owner", "Owner", settings.guildLocale(), false);
        accounts.put(bot.id, bot);
        accounts.put(owner.id, owner);
    }

    /** The account every server and the bot belong to; nobody acts as it. */
    Account owner() {
        return owner;
    }

    void rootUrl(String url) {
        rootUrl = url;
    }

    String rootUrl() {
        return rootUrl;
    }

    long nextId() {
        return ids.next();
    }

    Instant now() {
        return clock.instant();
    }

    <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    void run(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    /** Wakes those who wait and tells the listeners. Call with the lock held, after the change is made. */
    void announce(
            SandboxChange.Kind kind, @Nullable Channel channel, @Nullable Message message, @Nullable Account onlyFor) {
        changed.signalAll();
        feed.publish(new SandboxChange(
                kind,
                channel == null ? null : Long.toUnsignedString(channel.id),
                message == null ? null : Long.toUnsignedString(message.id),
                onlyFor == null ? null : Long.toUnsignedString(onlyFor.id)));
    }

    /** Does something when some time is over, with the lock held; not waited for when the sandbox closes. */
    void later(Duration delay, Runnable work) {
        CompletableFuture.delayedExecutor(delay.toMillis() + 1, TimeUnit.MILLISECONDS)
                .execute(() -> run(work));
    }

    /** Wakes those who wait, for changes that no client window shows. Call with the lock held. */
    void wake() {
        changed.signalAll();
    }

    /**
     * Waits until the supplier gives something; it is asked again after every change.
     *
     * @throws SandboxTimeoutException with the description of what was there, when the time is over
     */
    <T> T await(Duration limit, Supplier<@Nullable T> wanted, Supplier<String> whatWasThere) {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (true) {
                T found = wanted.get();
                if (found != null) {
                    return found;
                }
                if (left <= 0) {
                    throw new SandboxTimeoutException(
                            "nothing fitting within " + limit.toMillis() + " ms; " + whatWasThere.get());
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxTimeoutException("interrupted while waiting; " + whatWasThere.get());
        } finally {
            lock.unlock();
        }
    }

    Channel channel(long id) {
        Channel channel = channels.get(id);
        if (channel == null) {
            throw ApiError.unknownChannel();
        }
        return channel;
    }

    Guild guild(long id) {
        Guild guild = guilds.get(id);
        if (guild == null) {
            throw ApiError.unknownGuild();
        }
        return guild;
    }

    Account account(long id) {
        Account account = accounts.get(id);
        if (account == null) {
            throw ApiError.unknownUser();
        }
        return account;
    }

    /** The DM of this person with the bot; made on first use, and always the same afterwards. */
    Channel dmOf(Account person) {
        return channels.values().stream()
                .filter(channel -> channel.recipient != null && channel.recipient.id == person.id)
                .findFirst()
                .orElseGet(() -> {
                    Channel made = Channel.dm(nextId(), person);
                    channels.put(made.id, made);
                    return made;
                });
    }

    @Override
    public void close() {
        feed.close();
    }
}
