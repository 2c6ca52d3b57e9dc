/**
 * Guildline between far sides that fail, a store that fails and a process that is killed, on one thread and in virtual
 * time, so that every run can be repeated by its seed. {@code docs/reliability.md} tells what is tried and checked.
 */
package dev.guildline.core.simulation;
