// SPDX-License-Identifier: Apache-2.0
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import javax.imageio.ImageIO;

/**
 * Draws pictures of small parts on a work bench, as a camera above it would see them: FOLDER/CLASS/NNNN.png, 64 x 64 pixels in color.
 *
 * <p>{@code java DrawParts.java FOLDER [PICTURES PER CLASS]}
 */
final class DrawParts {

    private static final int SIZE = 64;

    /** Each class and its outline around the origin, about 2 units across. */
    private static final Map<String, Function<Random, Shape>> PARTS = new LinkedHashMap<>();

    static {
        PARTS.put("bolt", DrawParts::bolt);
        PARTS.put("gear", DrawParts::gear);
        PARTS.put("nut", DrawParts::nut);
        PARTS.put("washer", DrawParts::washer);
    }

    private DrawParts() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 1 || arguments.length > 2) {
            System.err.println("usage: java DrawParts.java FOLDER [PICTURES PER CLASS]");
            System.exit(2);
        }
        System.setProperty("java.awt.headless", "true");
        Path folder = Path.of(arguments[0]);
        int pictures = arguments.length == 2 ? Integer.parseInt(arguments[1]) : 1500;
        Random random = new Random(1);
        for (Map.Entry<String, Function<Random, Shape>> part : PARTS.entrySet()) {
            Path files = Files.createDirectories(folder.resolve(part.getKey()));
            for (int i = 0; i < pictures; i++) {
                BufferedImage picture = draw(part.getValue(), random);
                ImageIO.write(picture, "png", files.resolve(String.format("%04d.png", i)).toFile());
            }
            System.out.printf("%s: %,d pictures%n", files, pictures);
        }
    }

    private static BufferedImage draw(Function<Random, Shape> part, Random random) {
        BufferedImage picture = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        bench(graphics, random);

        AffineTransform place = new AffineTransform();
        place.translate(SIZE * between(random, 0.42, 0.58), SIZE * between(random, 0.42, 0.58));
        place.rotate(between(random, 0, 2 * Math.PI));
        double size = between(random, 18, 25);
        place.scale(size * between(random, 0.85, 1), size * between(random, 0.85, 1));
        Shape outline = place.createTransformedShape(part.apply(random));
        graphics.translate(2, 3);
        graphics.setColor(new Color(0, 0, 0, 90));
        graphics.fill(outline);
        graphics.translate(-2, -3);
        int light = 130 + random.nextInt(90);
        graphics.setPaint(new GradientPaint(0, 0, metal(light + 25), SIZE, SIZE, metal(light - 45)));
        graphics.fill(outline);
        graphics.setColor(new Color(20, 20, 25, 150));
        graphics.setStroke(new BasicStroke(1));
        graphics.draw(outline);
        graphics.dispose();
        noise(picture, random);
        return picture;
    }

    private static void bench(Graphics2D graphics, Random random) {
        Color[] woods = {new Color(120, 84, 52), new Color(92, 100, 92), new Color(70, 78, 96), new Color(140, 120, 96)};
        Color wood = woods[random.nextInt(woods.length)];
        graphics.setPaint(new GradientPaint(0, 0, wood.brighter(), SIZE, random.nextInt(SIZE), wood.darker()));
        graphics.fillRect(0, 0, SIZE, SIZE);
        graphics.setColor(new Color(0, 0, 0, 40));
        for (int line = 0; line < 6; line++) {
            graphics.drawLine(0, random.nextInt(SIZE), SIZE, random.nextInt(SIZE));
        }
    }

    private static Shape bolt(Random random) {
        double half = between(random, 0.16, 0.22);
        Area bolt = new Area(new Rectangle2D.Double(-0.75, -half, 1.75, 2 * half));
        bolt.add(new Area(new Rectangle2D.Double(-1.05, -2.1 * half, 0.4, 4.2 * half)));
        for (double thread = -0.1; thread < 0.95; thread += 0.2) {
            bolt.subtract(new Area(new Rectangle2D.Double(thread, half - 0.07, 0.09, 0.2)));
            bolt.subtract(new Area(new Rectangle2D.Double(thread, -half - 0.13, 0.09, 0.2)));
        }
        return bolt;
    }

    private static Shape gear(Random random) {
        Area gear = new Area(circle(0.78));
        int teeth = 8 + random.nextInt(4);
        for (int tooth = 0; tooth < teeth; tooth++) {
            AffineTransform around = AffineTransform.getRotateInstance(2 * Math.PI * tooth / teeth);
            gear.add(new Area(around.createTransformedShape(new Rectangle2D.Double(0.6, -0.13, 0.45, 0.26))));
        }
        gear.subtract(new Area(circle(between(random, 0.2, 0.3))));
        return gear;
    }

    private static Shape nut(Random random) {
        Path2D hexagon = new Path2D.Double();
        for (int corner = 0; corner < 6; corner++) {
            double angle = Math.PI * corner / 3;
            if (corner == 0) {
                hexagon.moveTo(Math.cos(angle), Math.sin(angle));
            } else {
                hexagon.lineTo(Math.cos(angle), Math.sin(angle));
            }
        }
        hexagon.closePath();
        Area nut = new Area(hexagon);
        nut.subtract(new Area(circle(between(random, 0.34, 0.44))));
        return nut;
    }

    private static Shape washer(Random random) {
        Area washer = new Area(circle(0.95));
        washer.subtract(new Area(circle(between(random, 0.52, 0.66))));
        return washer;
    }

    private static Shape circle(double radius) {
        return new Ellipse2D.Double(-radius, -radius, 2 * radius, 2 * radius);
    }

    private static Color metal(int light) {
        int value = Math.max(0, Math.min(255, light));
        return new Color(value, value, Math.min(255, value + 8));
    }

    private static void noise(BufferedImage picture, Random random) {
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                int rgb = picture.getRGB(x, y);
                int shift = (int) Math.round(random.nextGaussian() * 7);
                picture.setRGB(x, y, clamp((rgb >> 16 & 255) + shift) << 16 | clamp((rgb >> 8 & 255) + shift) << 8 | clamp((rgb & 255) + shift));
            }
        }
    }

    private static int clamp(int value) {
        return Math.max(0, Math.min(255, value));
    }

    private static double between(Random random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }
}
