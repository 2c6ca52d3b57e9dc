package dev.guildline.adapter.knowledge;

import dev.guildline.core.knowledge.KnowledgeQuery;
import dev.guildline.core.knowledge.SearchResult.Matches;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What {@link NativeLibraryTest} does in processes of their own, since they may not survive it. */
final class OtherProcess {
    private OtherProcess() {}

    public static void main(String[] args) throws Exception {
        if (args[0].equals("leave")) {
            leaveWhileTheModelIsBeingLoaded();
        } else {
            search(Path.of(args[1]));
        }
    }

    private static void leaveWhileTheModelIsBeingLoaded() throws InterruptedException {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch loaded = new CountDownLatch(1);
        // Like a deployment that takes its time to stop, while the runtime frees what is in use.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> await(loaded)));
        Embeddings.start(
                () -> {
                    // The runtime's own shutdown hook is there from now on.
                    ModelFiles.english().close();
                    loading.countDown();
                    for (int i = 0; i < 5; i++) {
                        ModelFiles.english().close();
                    }
                    loaded.countDown();
                    return ModelFiles.english();
                },
                null,
                Duration.ofSeconds(1));
        loading.await();
        System.exit(0);
    }

    private static void await(CountDownLatch latch) {
        try {
            var unused = latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void search(Path folder) {
        try (FolderKnowledgeBase base =
                FolderKnowledgeBase.open(new KnowledgeConfig(folder, Locale.ENGLISH, Duration.ZERO))) {
            // The model has failed, or this question waits behind it.
            Matches matches = (Matches) base.search(new KnowledgeQuery("reset my password", Locale.US, 4));
            System.out.println("first: " + matches.best().get(0).article().title());
            System.out.println("health: " + base.check().detail());
        }
    }
}
