/** Mounts the neutral webhook endpoints of core and the health checks on Javalin. */
@org.jspecify.annotations.NullMarked
package dev.guildline.adapter.http;
