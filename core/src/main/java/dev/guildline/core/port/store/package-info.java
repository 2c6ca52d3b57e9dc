/**
 * The ports to what is kept. All of them are handed out by a {@link dev.guildline.core.port.store.Transaction} and live
 * inside it, on one thread.
 */
package dev.guildline.core.port.store;
