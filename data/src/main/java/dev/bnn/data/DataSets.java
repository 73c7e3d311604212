package dev.bnn.data;

/** Finds and loads data sets. */
public final class DataSets {
    private DataSets() {}

    /**
     * The data set of a request.
     *
     * @throws DataException if it is not there, not readable, or of another image size; the message has the next step
     */
    public static DataSet load(DataRequest request) throws DataException {
        String spec = request.spec();
        if (spec.equals("digits") || spec.startsWith("digits:")) {
            return fitting(digits(spec, request), request);
        }
        throw new DataException(
                "there is no data set named '" + spec + "'", "Use digits, digits:COUNT, mnist, cifar10 or a path.");
    }

    private static DataSet digits(String spec, DataRequest request) throws DataException {
        if (spec.equals("digits")) {
            return Digits.generate(request.seed(), Digits.TRAIN, Digits.TEST, request.progress());
        }
        int train = 0;
        try {
            train = Integer.parseInt(spec.substring("digits:".length()));
        } catch (NumberFormatException e) {
            // reported below: 0 is out of range
        }
        if (train < 50 || train > 200_000) {
            throw new DataException(
                    "'" + spec + "' does not say how many training images to generate",
                    "Write digits:COUNT with a COUNT from 50 to 200000, such as digits:2000.");
        }
        return Digits.generate(request.seed(), train, train / 5, request.progress());
    }

    private static DataSet fitting(DataSet data, DataRequest request) throws DataException {
        ImageSet train = data.train();
        if (train.channels() != request.channels()
                || train.height() != request.height()
                || train.width() != request.width()) {
            throw new DataException(
                    String.format(
                            "%s has images of %d x %d x %d (channels x height x width), the network's input is"
                                    + " %d x %d x %d",
                            data.name(),
                            train.channels(),
                            train.height(),
                            train.width(),
                            request.channels(),
                            request.height(),
                            request.width()),
                    "Change the network's input to the images' size, or choose another data set.");
        }
        return data;
    }
}
