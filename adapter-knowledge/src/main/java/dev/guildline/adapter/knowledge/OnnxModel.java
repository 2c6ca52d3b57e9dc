package dev.guildline.adapter.knowledge;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A model of the BERT family, run in this process on the ONNX runtime. */
final class OnnxModel implements SentenceModel {
    private static final Logger LOG = System.getLogger(OnnxModel.class.getName());
    private static final int MOST_PIECES = 256;

    private final String name;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final WordPieces pieces;
    private final Pooling pooling;
    private final int dimensions;

    private OnnxModel(
            String name, OrtEnvironment environment, OrtSession session, WordPieces pieces, Pooling pooling, int dims) {
        this.name = name;
        this.environment = environment;
        this.session = session;
        this.pieces = pieces;
        this.pooling = pooling;
        this.dimensions = dims;
    }

    /** How the vectors of the pieces become that of the text. */
    enum Pooling {
        /** Their mean. */
        MEAN,
        /** That of the mark at the beginning, which the model was trained to fill. */
        FIRST
    }

    /**
     * Loads a model.
     *
     * @param name tells it from all others
     * @param model the content of the ONNX file
     * @param pieces how its texts are cut
     * @param pooling how it was trained
     * @throws IOException if it is not such a model
     */
    static OnnxModel load(String name, byte[] model, WordPieces pieces, Pooling pooling)
            throws IOException, OrtException {
        OrtEnvironment environment = NativeRuntime.environment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // Several threads that wait for each other are slower than one on a small machine.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            OrtSession session = environment.createSession(model, options);
            return new OnnxModel(name, environment, session, pieces, pooling, dimensions(session));
        }
    }

    private static int dimensions(OrtSession session) throws IOException, OrtException {
        NodeInfo first = session.getOutputInfo().values().iterator().next();
        if (first.getInfo() instanceof TensorInfo tensor && tensor.getShape().length == 3) {
            long last = tensor.getShape()[2];
            if (last > 0 && last <= 8_192) {
                return (int) last;
            }
        }
        session.close();
        throw new IOException("the model's first output must be one vector per piece of text, of a known length");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public float[] vector(String text) throws OrtException {
        long[] ids = pieces.of(text, MOST_PIECES);
        long[] ones = new long[ids.length];
        Arrays.fill(ones, 1);
        try (OnnxTensor input = row(ids);
                OnnxTensor mask = row(ones);
                OnnxTensor types = row(new long[ids.length])) {
            Map<String, OnnxTensor> inputs =
                    new HashMap<>(Map.of("input_ids", input, "attention_mask", mask, "token_type_ids", types));
            inputs.keySet().retainAll(session.getInputNames());
            try (OrtSession.Result result = session.run(inputs)) {
                return pooled(((OnnxTensor) result.get(0)).getFloatBuffer(), ids.length);
            }
        }
    }

    private OnnxTensor row(long[] values) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), new long[] {1, values.length});
    }

    private float[] pooled(FloatBuffer hidden, int rows) {
        float[] sum = new float[dimensions];
        int counted = pooling == Pooling.FIRST ? 1 : rows;
        for (int row = 0; row < counted; row++) {
            for (int i = 0; i < dimensions; i++) {
                sum[i] += hidden.get(row * dimensions + i);
            }
        }
        double squares = 0;
        for (float each : sum) {
            squares += (double) each * each;
        }
        float length = (float) Math.max(Math.sqrt(squares), 1e-12);
        for (int i = 0; i < dimensions; i++) {
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
