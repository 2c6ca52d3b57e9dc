/**
 * A virtual agent that has answers worded by a language model behind an OpenAI-compatible endpoint. It stands in front of
 * another virtual agent, which finds the articles and takes over whenever the model is of no use.
 */
@org.jspecify.annotations.NullMarked
package dev.guildline.adapter.languagemodel;
