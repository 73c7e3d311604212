package dev.bnn.data;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.exif.ExifIFD0Directory;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * How the stored pixels of a photograph lie, by the Exif tag Orientation.
 *
 * @param turned stored rows are columns of the upright picture
 * @param fromRight stored columns run from right to left
 * @param fromBottom stored rows run from bottom to top
 */
record Orientation(boolean turned, boolean fromRight, boolean fromBottom) {
    static final Orientation UPRIGHT = new Orientation(false, false, false);

    /** Upright where the file does not say. */
    static Orientation of(byte[] file) throws IOException {
        try {
            ExifIFD0Directory exif = ImageMetadataReader.readMetadata(new ByteArrayInputStream(file))
                    .getFirstDirectoryOfType(ExifIFD0Directory.class);
            Integer tag = exif == null ? null : exif.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
            return tag == null ? UPRIGHT : of(tag);
        } catch (ImageProcessingException e) {
            // The pixels were readable, so damaged metadata costs no more than the turn.
            return UPRIGHT;
        }
    }

    /** By the tag's values 1 to 8; upright for any other. */
    static Orientation of(int tag) {
        return switch (tag) {
            case 2 -> new Orientation(false, true, false);
            case 3 -> new Orientation(false, true, true);
            case 4 -> new Orientation(false, false, true);
            case 5 -> new Orientation(true, false, false);
            case 6 -> new Orientation(true, false, true);
            case 7 -> new Orientation(true, true, true);
            case 8 -> new Orientation(true, true, false);
            default -> UPRIGHT;
        };
    }
}
