/** Mounts the neutral webhook endpoints of core, the health checks and the API for operators on Javalin. */
@org.jspecify.annotations.NullMarked
package dev.guildline.adapter.http;
