package dev.guildline.sandbox.twilio.studio;

/**
 * Something wrong in a flow definition.
 *
 * @param path where, in the form {@code #/states/2/properties/url}
 * @param message what is wrong and what to do
 */
public record FlowProblem(String path, String message) {}
