/**
 * The sandbox's web page: a Discord-like client on the left, a Flex-like agent desk on the right, and the faults.
 *
 * <p>{@link dev.guildline.sandbox.page.SandboxPage} serves plain files and a JSON control API on one loopback port; what it shows and does goes
 * through the public types of the two simulators only.
 */
@NullMarked
package dev.guildline.sandbox.page;

import org.jspecify.annotations.NullMarked;
