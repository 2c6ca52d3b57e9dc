package dev.guildline.adapter.languagemodel;

import dev.guildline.adapter.languagemodel.DailyBudget.Share;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.knowledge.ArticleMatch;
import dev.guildline.core.port.assistant.Turn;
import dev.guildline.core.port.assistant.VirtualAgent;
import dev.guildline.core.port.assistant.VirtualAgentReply;
import dev.guildline.core.port.health.HealthCheck;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * A virtual agent that has answers worded by a language model. What the customer wants, which articles fit, and whether
 * any does, is decided by another virtual agent, which is asked first. Only where that one shows articles is the model
 * asked: it gets those articles and nothing more, and what it writes is shown only if it cites them and stands on them.
 * In every other case the other virtual agent's reply is given. Thread-safe; a reply takes no longer than the other
 * agent's and the configured time-out together.
 *
 * <pre>{@code
 * VirtualAgent standard = Guildline.virtualAgent(knowledgeBase);
 * builder.virtualAgent(LanguageModelAgent.before(standard, config, InstantSource.system()));
 * }</pre>
 */
public final class LanguageModelAgent implements VirtualAgent {
    /** How many questions are asked at once; beyond it the other virtual agent's reply is given at once. */
    public static final int MOST_AT_ONCE = 8;

    private static final System.Logger LOG = System.getLogger(LanguageModelAgent.class.getName());

    private final VirtualAgent standard;
    private final Endpoint endpoint;
    private final DailyBudget budget;
    private final Breaker breaker;
    private final ModelFigures figures;
    private final int maxTokens;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    private LanguageModelAgent(VirtualAgent standard, LanguageModelConfig config, InstantSource clock) {
        this.standard = standard;
        this.endpoint = new Endpoint(config, clock);
        this.budget = new DailyBudget(config.dailyTokens(), clock);
        this.breaker = new Breaker(clock, config.timeout().plusSeconds(1));
        this.figures = new ModelFigures(config.model(), budget, breaker);
        this.maxTokens = config.maxTokens();
    }

    /**
     * Puts a language model before a virtual agent.
     *
     * @param standard the virtual agent that finds the articles and takes over whenever the model is of no use
     * @param config which model, within what limits
     * @param clock says when a day of UTC ends and when an endpoint may be tried again
     * @return the virtual agent with a model before it; nothing is asked yet
     */
    public static LanguageModelAgent before(VirtualAgent standard, LanguageModelConfig config, InstantSource clock) {
        return new LanguageModelAgent(standard, config, clock);
    }

    /**
     * How the model has been of use. Always ready: without the model the other virtual agent answers.
     *
     * @return the check
     */
    public HealthCheck health() {
        return figures;
    }

    @Override
    public VirtualAgentReply reply(Turn turn) {
        VirtualAgentReply reply = standard.reply(turn);
        List<ArticleMatch> found = articles(reply);
        if (found.isEmpty() || !places.tryAcquire()) {
            return reply;
        }
        try {
            return worded(turn, found).<VirtualAgentReply>map(answer -> answer).orElse(reply);
        } catch (RuntimeException e) {
            // Whatever is wrong here, there is a reply.
            LOG.log(System.Logger.Level.ERROR, "the answer in conversation " + turn.conversation() + " failed", e);
            return reply;
        } finally {
            places.release();
        }
    }

    /** What the model may answer from: no articles, no question. */
    private static List<ArticleMatch> articles(VirtualAgentReply reply) {
        if (reply instanceof VirtualAgentReply.SuggestArticles suggestion) {
            return suggestion.articles();
        }
        return reply instanceof VirtualAgentReply.Answer answer
                ? answer.article().stream().toList()
                : List.of();
    }

    private Optional<VirtualAgentReply.Answer> worded(Turn turn, List<ArticleMatch> found) {
        Question question = Question.of(turn, found);
        Endpoint.Prompt prompt = question.prompt();
        Optional<Share> share = budget.setAside(prompt.tokens() + maxTokens);
        if (share.isEmpty()) {
            figures.outOfBudget();
            return Optional.empty();
        }
        if (!breaker.mayAsk()) {
            budget.settle(share.get(), 0);
            return Optional.empty();
        }
        return completion(turn.conversation(), prompt, share.get())
                .flatMap(completion -> usable(turn, question, completion));
    }

    private Optional<Completion> completion(ConversationId conversation, Endpoint.Prompt prompt, Share share) {
        boolean told = false;
        try {
            Completion completion = endpoint.complete(prompt);
            completion.tokens().ifPresent(tokens -> budget.settle(share, tokens));
            breaker.worked();
            told = true;
            return Optional.of(completion);
        } catch (EndpointFailure e) {
            if (!e.costs()) {
                budget.settle(share, 0);
            }
            told = true;
            failed(conversation, e.why(), e.rest());
            return Optional.empty();
        } finally {
            if (!told) {
                failed(conversation, "unexpected failure", Duration.ZERO);
            }
        }
    }

    private void failed(ConversationId conversation, String why, Duration rest) {
        figures.failed(why);
        boolean resting = breaker.failed(rest);
        LOG.log(
                resting ? System.Logger.Level.WARNING : System.Logger.Level.INFO,
                "the language model {0}; the standard reply is given in conversation {1}{2}",
                why,
                conversation,
                resting ? "; it is left alone for " + breaker.rest().toSeconds() + " s" : "");
    }

    private Optional<VirtualAgentReply.Answer> usable(Turn turn, Question question, Completion completion) {
        ModelAnswer read = completion
                .content()
                .map(content -> ModelAnswer.read(content, question.articles()))
                .orElseGet(() -> new ModelAnswer.Unusable("has no words, or not all of them"));
        if (read instanceof ModelAnswer.Usable usable && !Repetition.isOne(usable, turn.earlier())) {
            figures.used();
            return Optional.of(usable.answer());
        }
        if (read instanceof ModelAnswer.Unusable unusable) {
            figures.unusable();
            LOG.log(
                    System.Logger.Level.INFO,
                    "the language model''s answer in conversation {0} is not shown: it {1}",
                    turn.conversation(),
                    unusable.why());
        } else {
            figures.declined();
        }
        return Optional.empty();
    }
}
