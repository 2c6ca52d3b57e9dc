package dev.guildline.adapter.discord;

import dev.guildline.core.casework.CaseNumber;
import dev.guildline.core.casework.CaseQuery;
import dev.guildline.core.casework.CaseStatus;
import dev.guildline.core.casework.NewCase;
import dev.guildline.core.casework.SupportCase;
import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.error.PortException;
import dev.guildline.core.id.ArticleId;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.knowledge.Article;
import dev.guildline.core.knowledge.ArticleMatch;
import dev.guildline.core.knowledge.KnowledgeQuery;
import dev.guildline.core.knowledge.SearchResult;
import dev.guildline.core.participant.Customer;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.relay.InboxKey;
import dev.guildline.core.usecase.ArticleEditing;
import dev.guildline.core.usecase.CaseOutcome;
import dev.guildline.core.usecase.CaseReport;
import dev.guildline.core.usecase.Casework;
import dev.guildline.core.usecase.ChangeOutcome;
import dev.guildline.core.usecase.ChoiceOutcome;
import dev.guildline.core.usecase.ChoiceTaken;
import dev.guildline.core.usecase.Conversations;
import dev.guildline.core.usecase.CustomerMessage;
import dev.guildline.core.usecase.CustomerReaction;
import dev.guildline.core.usecase.HelpOutcome;
import dev.guildline.core.usecase.HelpRequest;
import dev.guildline.core.usecase.Knowledge;
import dev.guildline.core.usecase.KnowledgeLoop;
import dev.guildline.core.usecase.MessageDeletion;
import dev.guildline.core.usecase.MessageEdit;
import dev.guildline.core.usecase.MessageOutcome;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Driving ports that remember what they were told, and can fail or hang on demand. */
final class FakePorts {
    final BlockingQueue<CustomerMessage> messages = new LinkedBlockingQueue<>();
    final BlockingQueue<MessageEdit> edits = new LinkedBlockingQueue<>();
    final BlockingQueue<CustomerReaction> reactions = new LinkedBlockingQueue<>();
    final BlockingQueue<MessageDeletion> deletions = new LinkedBlockingQueue<>();
    final BlockingQueue<HelpRequest> helpRequests = new LinkedBlockingQueue<>();
    final BlockingQueue<ChoiceTaken> choices = new LinkedBlockingQueue<>();
    final BlockingQueue<CaseReport> reports = new LinkedBlockingQueue<>();
    final List<Article> articles = new CopyOnWriteArrayList<>();
    final AtomicInteger failures = new AtomicInteger();
    /** The conversations there are. */
    volatile List<Conversation> listed = List.of();

    /** Since when core would know again what is told. */
    volatile Instant recognisedSince = Instant.EPOCH;

    volatile CompletableFuture<DeliveryState> greeting = CompletableFuture.completedFuture(DeliveryState.DELIVERED);
    volatile ChoiceOutcome choiceOutcome = ChoiceOutcome.TAKEN;
    volatile CompletableFuture<Void> before = CompletableFuture.completedFuture(null);

    final Count called = new Count();

    private final Set<InboxKey> known = ConcurrentHashMap.newKeySet();
    private final AtomicLong numbers = new AtomicLong(100);

    final Conversations conversations = (Conversations) Proxy.newProxyInstance(
            FakePorts.class.getClassLoader(), new Class<?>[] {Conversations.class}, (proxy, method, arguments) -> {
                return switch (method.getName()) {
                    case "customerWrote" -> customerWrote((CustomerMessage) arguments[0]);
                    case "customerEdited" -> changed(((MessageEdit) arguments[0]).key(), edits, arguments[0]);
                    case "customerDeleted" -> changed(((MessageDeletion) arguments[0]).key(), deletions, arguments[0]);
                    case "customerReacted" -> changed(((CustomerReaction) arguments[0]).key(), reactions, arguments[0]);
                    case "helpRequested" -> helpRequested((HelpRequest) arguments[0]);
                    case "choiceMade" -> choiceMade((ChoiceTaken) arguments[0]);
                    case "list" -> CompletableFuture.completedFuture(list((Set<?>) arguments[0], (int) arguments[1]));
                    case "recognisedSince" -> CompletableFuture.completedFuture(recognisedSince);
                    default -> throw new IllegalStateException("the adapter has no business with " + method.getName());
                };
            });

    private List<Conversation> list(Set<?> statuses, int limit) {
        return listed.stream()
                .filter(conversation -> statuses.contains(conversation.status()))
                .sorted(Comparator.comparing(Conversation::updatedAt).reversed())
                .limit(limit)
                .toList();
    }

    final Casework casework = new Casework() {
        @Override
        public CompletionStage<CaseOutcome> report(CaseReport report) {
            return kept(
                    report.key(),
                    () -> {
                        reports.add(report);
                        CaseNumber number = new CaseNumber(report.kind(), numbers.incrementAndGet());
                        Customer reporter = new Customer(
                                report.customer().id(),
                                report.customer().address(),
                                report.customer().displayName(),
                                Locale.ENGLISH);
                        NewCase opened = new NewCase(
                                report.kind(),
                                reporter,
                                report.subject(),
                                report.text(),
                                report.attachments(),
                                null,
                                report.customFields());
                        return new CaseOutcome.Done(SupportCase.open(number, opened, Instant.now()));
                    },
                    new CaseOutcome.Duplicate());
        }

        @Override
        public CompletionStage<CaseOutcome> changeStatus(CaseNumber number, CaseStatus status, String by) {
            throw new IllegalStateException("not asked by this adapter");
        }

        @Override
        public CompletionStage<CaseOutcome> comment(CaseNumber number, String text, String by) {
            throw new IllegalStateException("not asked by this adapter");
        }

        @Override
        public CompletionStage<Optional<SupportCase>> find(CaseNumber number) {
            throw new IllegalStateException("not asked by this adapter");
        }

        @Override
        public CompletionStage<List<SupportCase>> search(CaseQuery query) {
            throw new IllegalStateException("not asked by this adapter");
        }
    };

    final Knowledge knowledge = new Knowledge() {
        @Override
        public CompletionStage<List<ArticleMatch>> suggestionsFor(MessageId message) {
            throw new IllegalStateException("not asked by this adapter");
        }

        @Override
        public SearchResult suggest(KnowledgeQuery query) {
            throw new IllegalStateException("not asked by this adapter");
        }

        @Override
        public Optional<Article> find(ArticleId id) {
            throw new IllegalStateException("not asked by this adapter");
        }

        @Override
        public KnowledgeLoop loop() {
            throw new IllegalStateException("not asked by this adapter");
        }

        @Override
        public ArticleEditing editing() {
            throw new IllegalStateException("not asked by this adapter");
        }

        @Override
        public List<Article> labelled(String label, Locale locale, int limit) {
            return articles.stream()
                    .filter(article -> article.labels().contains(label))
                    .limit(limit)
                    .toList();
        }
    };

    private CompletionStage<MessageOutcome> customerWrote(CustomerMessage message) {
        return kept(
                message.key(),
                () -> {
                    messages.add(message);
                    return new MessageOutcome.Accepted(
                            new MessageId(new ConversationId("c1"), numbers.incrementAndGet()));
                },
                new MessageOutcome.Duplicate());
    }

    @SuppressWarnings("unchecked")
    private <T> CompletionStage<ChangeOutcome> changed(InboxKey key, BlockingQueue<T> queue, Object change) {
        return kept(
                key,
                () -> {
                    queue.add((T) change);
                    return ChangeOutcome.DONE;
                },
                ChangeOutcome.DUPLICATE);
    }

    private CompletionStage<HelpOutcome> helpRequested(HelpRequest request) {
        return kept(
                request.key(),
                () -> {
                    helpRequests.add(request);
                    return new HelpOutcome.Greeting(new ConversationId("c1"), greeting);
                },
                new HelpOutcome.Duplicate());
    }

    private CompletionStage<ChoiceOutcome> choiceMade(ChoiceTaken choice) {
        return kept(
                choice.key(),
                () -> {
                    choices.add(choice);
                    return choiceOutcome;
                },
                ChoiceOutcome.DUPLICATE);
    }

    private <T> CompletionStage<T> kept(InboxKey key, java.util.function.Supplier<T> effect, T duplicate) {
        // Taken first: a test that has seen the call may let the next ones go.
        CompletableFuture<Void> mayGoOn = before;
        called.add();
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return CompletableFuture.failedFuture(new PortException.Retryable("the store is down", null));
        }
        return mayGoOn.thenApply(ready -> known.add(key) ? effect.get() : duplicate);
    }

    /** Counts, and can be waited for. */
    static final class Count {
        private int count;

        synchronized void add() {
            count++;
            notifyAll();
        }

        synchronized void await(int least) throws InterruptedException {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (count < least) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError(count + " instead of " + least + " calls within 30 seconds");
                }
                wait(left);
            }
        }
    }

    static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(30, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came within 30 seconds");
        }
        return next;
    }
}
