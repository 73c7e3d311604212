// SPDX-License-Identifier: Apache-2.0
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import javax.imageio.ImageIO;

/**
 * Makes short sounds and writes their spectrograms: FOLDER/CLASS/NNNN.png, 32 rows of frequency, the highest above, and 64 columns of
 * time. A sound lasts 1.04 s at 8,000 samples per second.
 *
 * <p>{@code java MakeSounds.java FOLDER [SOUNDS PER CLASS]}
 */
final class MakeSounds {
    private static final int RATE = 8000;
    private static final int BANDS = 32;
    private static final int FRAMES = 64;
    private static final int WINDOW = 256;
    private static final int HOP = 128;
    private static final int SAMPLES = HOP * (FRAMES - 1) + WINDOW;

    /** Decibels from black to white. */
    private static final double RANGE = 60;

    /** Each class and how its loudness, -1 to 1, follows from the seconds since its beginning. */
    private static final Map<String, Function<Random, DoubleUnaryOperator>> SOUNDS = new LinkedHashMap<>();

    static {
        SOUNDS.put("buzz", MakeSounds::buzz);
        SOUNDS.put("chord", MakeSounds::chord);
        SOUNDS.put("clicks", MakeSounds::clicks);
        SOUNDS.put("fall", random -> sweep(random, false));
        SOUNDS.put("hiss", MakeSounds::hiss);
        SOUNDS.put("rise", random -> sweep(random, true));
        SOUNDS.put("siren", MakeSounds::siren);
        SOUNDS.put("tone", random -> tone(random, between(random, 300, 3500)));
    }

    private MakeSounds() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 1 || arguments.length > 2) {
            System.err.println("usage: java MakeSounds.java FOLDER [SOUNDS PER CLASS]");
            System.exit(2);
        }
        System.setProperty("java.awt.headless", "true");
        Path folder = Path.of(arguments[0]);
        int sounds = arguments.length == 2 ? Integer.parseInt(arguments[1]) : 750;
        Random random = new Random(1);
        for (Map.Entry<String, Function<Random, DoubleUnaryOperator>> kind : SOUNDS.entrySet()) {
            Path files = Files.createDirectories(folder.resolve(kind.getKey()));
            for (int i = 0; i < sounds; i++) {
                BufferedImage picture = spectrogram(sound(kind.getValue().apply(random), random));
                ImageIO.write(picture, "png", files.resolve(String.format("%04d.png", i)).toFile());
            }
            System.out.printf("%s: %,d sounds%n", files, sounds);
        }
    }

    /** The samples of a sound that begins and ends at random, with noise behind it. */
    private static double[] sound(DoubleUnaryOperator source, Random random) {
        double[] samples = new double[SAMPLES];
        int begin = (int) (RATE * between(random, 0, 0.25));
        int length = (int) (RATE * between(random, 0.5, 0.75));
        double loud = between(random, 0.25, 1);
        double noise = between(random, 0.002, 0.03);
        for (int i = 0; i < SAMPLES; i++) {
            int since = i - begin;
            double fade = Math.max(0, Math.min(1, Math.min(since, length - since) / (0.02 * RATE)));
            double value = fade > 0 ? loud * fade * source.applyAsDouble(since / (double) RATE) : 0;
            samples[i] = value + noise * random.nextGaussian();
        }
        return samples;
    }

    private static DoubleUnaryOperator tone(Random random, double frequency) {
        double phase = between(random, 0, 2 * Math.PI);
        return t -> Math.sin(2 * Math.PI * frequency * t + phase);
    }

    /** Two tones at once. */
    private static DoubleUnaryOperator chord(Random random) {
        double low = between(random, 300, 2200);
        DoubleUnaryOperator first = tone(random, low);
        DoubleUnaryOperator second = tone(random, low + between(random, 500, 1300));
        return t -> (first.applyAsDouble(t) + second.applyAsDouble(t)) / 2;
    }

    /** A tone that goes up or down steadily. */
    private static DoubleUnaryOperator sweep(Random random, boolean up) {
        double low = between(random, 300, 1800);
        double slope = between(random, 1200, 2600);
        double begin = up ? low : low + 0.7 * slope;
        double change = up ? slope : -slope;
        return t -> Math.sin(2 * Math.PI * (begin * t + change * t * t / 2));
    }

    /** A tone that goes up and down several times a second. */
    private static DoubleUnaryOperator siren(Random random) {
        double middle = between(random, 1000, 2800);
        double swing = between(random, 350, 700);
        double times = between(random, 3, 7);
        double phase = between(random, 0, 2 * Math.PI);
        return t -> Math.sin(2 * Math.PI * middle * t + swing / times * Math.sin(2 * Math.PI * times * t + phase));
    }

    /** A low tone and its overtones. */
    private static DoubleUnaryOperator buzz(Random random) {
        double frequency = between(random, 260, 420);
        return t -> {
            double sum = 0;
            for (int overtone = 1; overtone <= 8; overtone++) {
                sum += Math.sin(2 * Math.PI * frequency * overtone * t) / Math.sqrt(overtone);
            }
            return sum / 4;
        };
    }

    /** Short knocks of all frequencies. */
    private static DoubleUnaryOperator clicks(Random random) {
        double times = between(random, 6, 14);
        return t -> {
            double since = (t * times) % 1 / times;
            return Math.exp(-since * 400) * (2 * random.nextDouble() - 1);
        };
    }

    /** Noise without a pause. */
    private static DoubleUnaryOperator hiss(Random random) {
        double loud = between(random, 0.2, 0.6);
        return t -> loud * (2 * random.nextDouble() - 1);
    }

    private static BufferedImage spectrogram(double[] samples) {
        BufferedImage picture = new BufferedImage(FRAMES, BANDS, BufferedImage.TYPE_BYTE_GRAY);
        for (int frame = 0; frame < FRAMES; frame++) {
            double[] power = power(samples, frame * HOP);
            for (int band = 0; band < BANDS; band++) {
                double sum = 0;
                int bins = power.length / BANDS;
                for (int bin = band * bins; bin < (band + 1) * bins; bin++) {
                    sum += power[bin];
                }
                double decibels = 10 * Math.log10(sum / WINDOW + 1e-9);
                int gray = (int) Math.max(0, Math.min(255, 255 * (decibels + 40) / RANGE));
                picture.getRaster().setSample(frame, BANDS - 1 - band, 0, gray);
            }
        }
        return picture;
    }

    /** The power of each frequency in a window of samples: a Fourier transform in place, of a Hann window. */
    private static double[] power(double[] samples, int at) {
        double[] re = new double[WINDOW];
        double[] im = new double[WINDOW];
        for (int i = 0; i < WINDOW; i++) {
            int reversed = Integer.reverse(i) >>> Integer.numberOfLeadingZeros(WINDOW - 1);
            re[reversed] = samples[at + i] * (0.5 - 0.5 * Math.cos(2 * Math.PI * i / WINDOW));
        }
        for (int half = 1; half < WINDOW; half *= 2) {
            for (int k = 0; k < half; k++) {
                double cos = Math.cos(Math.PI * k / half);
                double sin = -Math.sin(Math.PI * k / half);
                for (int a = k; a < WINDOW; a += 2 * half) {
                    int b = a + half;
                    double r = re[b] * cos - im[b] * sin;
                    double i = re[b] * sin + im[b] * cos;
                    re[b] = re[a] - r;
                    im[b] = im[a] - i;
                    re[a] += r;
                    im[a] += i;
                }
            }
        }
        double[] power = new double[WINDOW / 2];
        for (int i = 0; i < power.length; i++) {
            power[i] = re[i] * re[i] + im[i] * im[i];
        }
        return power;
    }

    private static double between(Random random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }
}
