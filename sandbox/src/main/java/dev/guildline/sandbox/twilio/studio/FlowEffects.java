package dev.guildline.sandbox.twilio.studio;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a flow does to the world outside it. Called on the thread that runs the flow; every method may block. */
public interface FlowEffects {

    /**
     * A request of the HTTP widget, its templates already filled in.
     *
     * @param method GET or POST
     * @param url where to
     * @param contentType of the body
     * @param body the body as given; empty where the parameters are the body
     * @param parameters names and values, in order
     */
    record HttpCall(
            String method, String url, String contentType, String body, List<Map.Entry<String, String>> parameters) {
        /** Copies the parameters. */
        public HttpCall {
            parameters = List.copyOf(parameters);
        }
    }

    /**
     * What the HTTP widget got.
     *
     * @param status the status, 0 where there was no answer in time
     * @param contentType of the answer
     * @param body the answer as text; empty where there was none
     */
    record HttpAnswer(int status, String contentType, String body) {}

    /**
     * A hand-over to Flex, its templates already filled in.
     *
     * @param workflowSid the workflow
     * @param channelSid the task channel
     * @param attributes JSON text
     */
    record FlexHandOver(String workflowSid, String channelSid, String attributes) {}

    /**
     * Makes the request; redirects followed, signed, within 10 s.
     *
     * @param call the request
     * @return the answer, status 0 where there was none
     */
    HttpAnswer call(HttpCall call);

    /**
     * Brings the conversation to Flex.
     *
     * @param handOver where to and with what
     * @return whether Flex took it
     */
    boolean sendToFlex(FlexHandOver handOver);

    /**
     * Writes into the conversation; fires no webhook of the conversation.
     *
     * @param from the author
     * @param body the text
     * @param attributes JSON text, empty for none
     * @return whether it was written
     */
    boolean sendMessage(String from, String body, String attributes);

    /** From now on the conversation's next message is kept for {@link #awaitReply}. */
    void expectReply();

    /**
     * Waits for the next message of the conversation since {@link #expectReply}.
     *
     * @param limit how long
     * @return what {@code trigger.conversation} would say about it; null where none came in time
     * @throws InterruptedException where the execution was ended from outside
     */
    @Nullable
    JsonNode awaitReply(Duration limit) throws InterruptedException;
}
