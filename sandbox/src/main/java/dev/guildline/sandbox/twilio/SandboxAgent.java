package dev.guildline.sandbox.twilio;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * A live agent at the Flex desk. Thread-safe; every method takes effect before it returns, the webhooks it causes go
 * out afterwards. Methods throw {@link IllegalStateException} where a person could not press that button, and where
 * Flex refuses.
 *
 * <pre>{@code
 * SandboxAgent ada = sandbox.agent("ada@example.com", "Ada Lovelace");
 * SandboxTask task = ada.accept(ada.awaitOffer(Duration.ofSeconds(5)));
 * ada.say(task, "Hello, how can I help?");
 * ada.complete(task);
 * }</pre>
 */
public final class SandboxAgent {
    private final AgentDesk desk;
    private final StateGuard guard;
    private final WorkerRecord worker;

    SandboxAgent(AgentDesk desk, StateGuard guard, WorkerRecord worker) {
        this.desk = desk;
        this.guard = guard;
        this.worker = worker;
    }

    /**
     * The login name, also the worker's friendly name.
     *
     * @return for example {@code ada@example.com}
     */
    public String name() {
        return worker.friendlyName;
    }

    /**
     * The name customers may be told.
     *
     * @return for example {@code Ada Lovelace}
     */
    public String fullName() {
        return guard.within(worker::fullName);
    }

    /**
     * The identity in conversations.
     *
     * @return for example {@code ada_40example_2Ecom}
     */
    public String identity() {
        return guard.within(worker::identity);
    }

    /**
     * The worker of TaskRouter.
     *
     * @return WK sid
     */
    public String workerSid() {
        return worker.sid;
    }

    /**
     * Whether tasks are offered to this agent.
     *
     * @return false while offline
     */
    public boolean available() {
        return guard.within(() -> worker.activity.available());
    }

    /**
     * Goes available or offline.
     *
     * @param available whether tasks shall be offered
     */
    public void setAvailable(boolean available) {
        desk.setAvailable(worker, available);
    }

    /**
     * Every task ever offered to this agent, with what became of it.
     *
     * @return oldest first
     */
    public List<SandboxTask> tasks() {
        return desk.tasksOf(worker);
    }

    /**
     * Waits for an offer.
     *
     * @param limit how long at most
     * @return the first task on offer
     * @throws IllegalStateException where none came in time, telling what there was
     */
    public SandboxTask awaitOffer(Duration limit) {
        return awaitTask("an offer", task -> task.status() == SandboxTask.Status.OFFERED, limit);
    }

    /**
     * Waits for a task.
     *
     * @param what what is waited for, for the message
     * @param which when it is found
     * @param limit how long at most
     * @return the first such task
     * @throws IllegalStateException where none came in time, telling what there was
     */
    public SandboxTask awaitTask(String what, Predicate<SandboxTask> which, Duration limit) {
        return guard.await(
                what + " for " + name(),
                () -> desk.tasksOf(worker).stream().filter(which).findFirst().orElse(null),
                limit,
                () -> desk.tasksOf(worker).toString());
    }

    /**
     * Takes an offered task: the agent joins the conversation.
     *
     * @param task the offer
     * @return the task as it is now
     */
    public SandboxTask accept(SandboxTask task) {
        return act(task, desk::accept);
    }

    /**
     * Declines an offered task: it is offered to somebody else.
     *
     * @param task the offer
     * @return the task as it is now
     */
    public SandboxTask reject(SandboxTask task) {
        return act(task, desk::reject);
    }

    /**
     * Writes to the customer.
     *
     * @param task an accepted task
     * @param text the text
     * @return the message
     */
    public MessageView say(SandboxTask task, String text) {
        return say(task.conversationSid(), text);
    }

    /**
     * Writes into a conversation the agent is in.
     *
     * @param conversationSid the conversation
     * @param text the text
     * @return the message
     */
    public MessageView say(String conversationSid, String text) {
        return refusedAsState(() -> desk.say(worker, conversationSid, text, null, null, null));
    }

    /**
     * Sends a file; Flex sends files without text.
     *
     * @param task an accepted task
     * @param filename its name
     * @param contentType its media type
     * @param bytes its content
     * @return the message
     */
    public MessageView sendFile(SandboxTask task, String filename, String contentType, byte[] bytes) {
        return refusedAsState(
                () -> desk.say(worker, task.conversationSid(), null, filename, contentType, bytes.clone()));
    }

    /**
     * Changes an own message.
     *
     * @param message what {@link #say} returned
     * @param task the task it was said in
     * @param text the new text
     * @return the message as it is now
     */
    public MessageView edit(SandboxTask task, MessageView message, String text) {
        return refusedAsState(() -> desk.edit(worker, task.conversationSid(), message.sid(), text));
    }

    /**
     * Takes an own message back.
     *
     * @param task the task it was said in
     * @param message what {@link #say} returned
     */
    public void delete(SandboxTask task, MessageView message) {
        refusedAsState(() -> {
            desk.remove(worker, task.conversationSid(), message.sid());
            return message;
        });
    }

    /**
     * Hands the conversation to another agent (a cold transfer): this agent leaves at once and is done, the other is
     * offered a second task for the same conversation. Should the other decline, that task is cancelled and the
     * conversation stays active with no agent in it, as in Flex.
     *
     * @param task an accepted task
     * @param other who shall go on
     * @return this agent's task as it is now
     */
    public SandboxTask transferTo(SandboxTask task, SandboxAgent other) {
        return act(task, reservation -> desk.transfer(reservation, other.worker));
    }

    /**
     * Leaves without ending: the task is done. Where no other agent is in it, the conversation becomes inactive and
     * its interaction channel is parked.
     *
     * @param task an accepted task
     * @return the task as it is now
     */
    public SandboxTask leave(SandboxTask task) {
        return act(task, desk::leave);
    }

    /**
     * Ends the chat: the conversation is closed, the agent goes to wrap-up and is still to {@link #complete}.
     *
     * @param task an accepted task
     * @return the task as it is now
     */
    public SandboxTask endChat(SandboxTask task) {
        return act(task, desk::endChat);
    }

    /**
     * Completes the task: the agent leaves, and the last agent to do so closes the conversation.
     *
     * @param task an accepted or wrapping task
     * @return the task as it is now
     */
    public SandboxTask complete(SandboxTask task) {
        return act(task, desk::complete);
    }

    private SandboxTask act(SandboxTask task, AgentDesk.Act act) {
        return refusedAsState(() -> desk.act(worker, task, act));
    }

    private static <T> T refusedAsState(java.util.function.Supplier<T> work) {
        try {
            return work.get();
        } catch (TwilioError refused) {
            throw new IllegalStateException(refused.code() + ": " + refused.getMessage(), refused);
        }
    }
}
