package dev.guildline.adapter.twilio;

/**
 * Where in the account Guildline works.
 *
 * @param chatService the Flex chat service
 * @param workspace the TaskRouter workspace
 * @param workflow the workflow that tasks enter by
 * @param studioFlow the Studio flow; empty in direct routing
 */
record FlexSids(String chatService, String workspace, String workflow, String studioFlow) {}
