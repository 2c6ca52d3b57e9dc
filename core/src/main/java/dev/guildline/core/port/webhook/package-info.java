/** The neutral port between adapters that are called back over HTTP and the one that serves HTTP. */
package dev.guildline.core.port.webhook;
