package dev.guildline.adapter.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArticleVectorsTest {
    private static final int DIMENSIONS = 384;
    private static final long SEED = 20_26_11;

    private final Random random = new Random(SEED);

    @Test
    void an_article_is_as_close_as_its_closest_text_and_its_middle_say() {
        float[] east = {1, 0};
        float[] north = {0, 1};
        ArticleVectors vectors = new ArticleVectors(List.of(packed(east, north), packed(east), new PackedVector[0]));

        assertThat(vectors.closeness(0, east)).isCloseTo(2 / 3.0 + Math.sqrt(0.5) / 3, within(0.01));
        assertThat(vectors.closeness(1, east)).isCloseTo(1, within(0.01));
        assertThat(vectors.closeness(2, east)).isZero();
        assertThat(vectors.closest(east, 5)).containsExactly(1, 0);
        assertThat(vectors.closest(new float[] {-1, 0}, 5)).isEmpty();
    }

    @Test
    void a_packed_vector_keeps_its_direction() {
        float[] one = direction();
        float[] other = direction();
        double exact = IntStream.range(0, DIMENSIONS)
                .mapToDouble(i -> one[i] * other[i])
                .sum();
        assertThat(PackedVector.of(one).dot(other)).isCloseTo(exact, within(0.005));
    }

    @Test
    void sketches_find_what_comparing_all_finds() {
        List<PackedVector[]> articles = new ArrayList<>();
        List<float[]> questions = new ArrayList<>();
        for (int article = 0; article < 3_000; article++) {
            float[] subject = direction();
            articles.add(packed(near(subject), near(subject)));
            if (article % 50 == 0) {
                questions.add(near(subject));
            }
        }
        ArticleVectors all = new ArticleVectors(articles);
        ArticleVectors sketched = new ArticleVectors(articles, 1_000);
        int same = 0;
        for (float[] question : questions) {
            assertThat(sketched.closest(question, 1)).isEqualTo(all.closest(question, 1));
            int[] wanted = all.closest(question, 10);
            List<Integer> found =
                    IntStream.of(sketched.closest(question, 10)).boxed().toList();
            same += (int) IntStream.of(wanted).filter(found::contains).count();
        }
        assertThat(same / (10.0 * questions.size())).as("seed " + SEED).isGreaterThan(0.9);
    }

    private static PackedVector[] packed(float[]... vectors) {
        return List.of(vectors).stream().map(PackedVector::of).toArray(PackedVector[]::new);
    }

    private float[] direction() {
        float[] direction = new float[DIMENSIONS];
        double squares = 0;
        for (int i = 0; i < DIMENSIONS; i++) {
            direction[i] = (float) random.nextGaussian();
            squares += direction[i] * direction[i];
        }
        for (int i = 0; i < DIMENSIONS; i++) {
            direction[i] /= (float) Math.sqrt(squares);
        }
        return direction;
    }

    private float[] near(float[] subject) {
        float[] off = direction();
        float[] near = new float[DIMENSIONS];
        double squares = 0;
        for (int i = 0; i < DIMENSIONS; i++) {
            near[i] = subject[i] + 0.7f * off[i];
            squares += near[i] * near[i];
        }
        for (int i = 0; i < DIMENSIONS; i++) {
            near[i] /= (float) Math.sqrt(squares);
        }
        return near;
    }
}
