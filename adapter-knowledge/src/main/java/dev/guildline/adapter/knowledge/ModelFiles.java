package dev.guildline.adapter.knowledge;

import ai.onnxruntime.OrtException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Where sentence models lie: in the jar, or in a folder of the operator's. Nothing is ever downloaded. */
final class ModelFiles {
    private static final String ENGLISH = "all-minilm-l6-v2-q";
    private static final String MODEL = "model.onnx";
    private static final String VOCABULARY = "vocab.txt";
    private static final String TOKENIZER = "tokenizer.json";
    private static final String POOLING = "1_Pooling/config.json";

    private ModelFiles() {}

    /** The English model that comes with Guildline. */
    static OnnxModel english() throws IOException, OrtException {
        return OnnxModel.load(ENGLISH, resource(ENGLISH + ".onnx"), englishPieces(), OnnxModel.Pooling.MEAN);
    }

    /** What that model's texts are made of. */
    static WordPieces englishPieces() throws IOException {
        return WordPieces.fromTokenizer(resource(ENGLISH + "-tokenizer.json"));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = ModelFiles.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException("the model's file " + name + " is not on the class path");
            }
            return in.readAllBytes();
        }
    }

    /** Whether a folder looks as if it held a model. */
    static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(MODEL));
    }

    /**
     * Reads a model as it is commonly given out: {@code model.onnx}, {@code vocab.txt} or {@code tokenizer.json}, and
     * {@code 1_Pooling/config.json} if its pooling is not the mean.
     *
     * @throws IOException naming what is missing or wrong
     */
    static OnnxModel in(Path folder) throws IOException, OrtException {
        byte[] model = Files.readAllBytes(folder.resolve(MODEL));
        Path vocabulary = folder.resolve(VOCABULARY);
        Path tokenizer = folder.resolve(TOKENIZER);
        if (!Files.isRegularFile(vocabulary) && !Files.isRegularFile(tokenizer)) {
            throw new FileNotFoundException(folder + " has neither " + VOCABULARY + " nor " + TOKENIZER);
        }
        WordPieces pieces = Files.isRegularFile(vocabulary)
                ? WordPieces.fromLines(Files.readAllLines(vocabulary))
                : WordPieces.fromTokenizer(Files.readAllBytes(tokenizer));
        OnnxModel.Pooling pooling = pooling(folder);
        // Vectors are kept under this name: those of another pooling mean something else.
        String name = folder.getFileName() + "-" + mark(model) + (pooling == OnnxModel.Pooling.FIRST ? "-first" : "");
        return OnnxModel.load(name, model, pieces, pooling);
    }

    private static OnnxModel.Pooling pooling(Path folder) throws IOException {
        Path file = folder.resolve(POOLING);
        boolean first = Files.isRegularFile(file)
                && new ObjectMapper()
                        .readTree(Files.readAllBytes(file))
                        .path("pooling_mode_cls_token")
                        .asBoolean();
        return first ? OnnxModel.Pooling.FIRST : OnnxModel.Pooling.MEAN;
    }

    /** Tells a model from the one that lay there before. */
    private static String mark(byte[] model) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(model);
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
