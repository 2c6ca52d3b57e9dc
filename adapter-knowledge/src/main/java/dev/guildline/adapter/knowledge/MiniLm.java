package dev.guildline.adapter.knowledge;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;

/** The English model that comes with Guildline, run in this process. */
final class MiniLm implements SentenceModel {
    private static final Logger LOG = System.getLogger(MiniLm.class.getName());
    private static final String NAME = "all-minilm-l6-v2-q";
    static final String TOKENIZER = NAME + "-tokenizer.json";
    private static final int DIMENSIONS = 384;
    private static final int MOST_PIECES = 256;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final WordPieces pieces;

    private MiniLm(OrtEnvironment environment, OrtSession session, WordPieces pieces) {
        this.environment = environment;
        this.session = session;
        this.pieces = pieces;
    }

    /** Takes the model from the class path. Nothing is downloaded. */
    static MiniLm load() throws IOException, OrtException {
        WordPieces pieces = WordPieces.read(resource(TOKENIZER));
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // Several threads that wait for each other are slower than one on a small machine.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            return new MiniLm(environment, environment.createSession(resource(NAME + ".onnx"), options), pieces);
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = MiniLm.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException("the model's file " + name + " is not on the class path");
            }
            return in.readAllBytes();
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int dimensions() {
        return DIMENSIONS;
    }

    @Override
    public float[] vector(String text) throws OrtException {
        long[] ids = pieces.of(text, MOST_PIECES);
        long[] ones = new long[ids.length];
        Arrays.fill(ones, 1);
        try (OnnxTensor input = row(ids);
                OnnxTensor mask = row(ones);
                OnnxTensor types = row(new long[ids.length]);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", input, "attention_mask", mask, "token_type_ids", types))) {
            OnnxValue hidden = result.get(0);
            return mean(((OnnxTensor) hidden).getFloatBuffer(), ids.length);
        }
    }

    private OnnxTensor row(long[] values) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), new long[] {1, values.length});
    }

    private static float[] mean(FloatBuffer hidden, int rows) {
        float[] sum = new float[DIMENSIONS];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < DIMENSIONS; i++) {
                sum[i] += hidden.get(row * DIMENSIONS + i);
            }
        }
        double squares = 0;
        for (float each : sum) {
            squares += (double) each * each;
        }
        float length = (float) Math.max(Math.sqrt(squares), 1e-12);
        for (int i = 0; i < DIMENSIONS; i++) {
            sum[i] /= length;
        }
        return sum;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            LOG.log(Level.DEBUG, "the model's session did not close in order", e);
        }
    }
}
