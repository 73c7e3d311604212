// Stand-in for the vendor's hls_stream.h in the C simulation: an unbounded, strict queue. The program stops with the
// stream's name when it reads from an empty stream, or destroys a stream with values that were not read. If the environment
// variable BNN_TRACE names a folder, each stream writes its words to a file there, which leads from a wrong score to the
// faulty unit. If BNN_EVENTS names a file, all streams append a line for each word that is written ("w NAME") or read
// ("r NAME"), in that order.
#ifndef HLS_STREAM_H
#define HLS_STREAM_H

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <string>

namespace hls {

// Words of other types than ap_uint and ap_int, which overload this function, leave no trace.
template <typename T>
void trace(std::FILE*, const T&) {}

// The file of BNN_EVENTS, shared by all streams.
inline std::FILE* events() {
    static std::FILE* const file = std::getenv("BNN_EVENTS") ? std::fopen(std::getenv("BNN_EVENTS"), "w") : 0;
    return file;
}

template <typename T>
class stream {
public:
    explicit stream(const char* name = "unnamed") : name_(name), deepest_(0), trace_(0) {
        if (const char* folder = std::getenv("BNN_TRACE")) {
            trace_ = std::fopen((std::string(folder) + "/" + name_ + ".trace").c_str(), "a");
        }
    }
    stream(const stream&) = delete;
    stream& operator=(const stream&) = delete;

    bool empty() const { return queue_.empty(); }
    std::size_t size() const { return queue_.size(); }

    void write(const T& value) {
        queue_.push_back(value);
        if (trace_) trace(trace_, value);
        if (std::FILE* file = events()) std::fprintf(file, "w %s\n", name_.c_str());
        if (queue_.size() > deepest_) deepest_ = queue_.size();
    }
    T read() {
        if (queue_.empty()) {
            std::fprintf(stderr, "stream %s: read while empty\n", name_.c_str());
            std::abort();
        }
        T value = queue_.front();
        queue_.pop_front();
        if (std::FILE* file = events()) std::fprintf(file, "r %s\n", name_.c_str());
        return value;
    }
    void read(T& value) { value = read(); }
    stream& operator<<(const T& value) {
        write(value);
        return *this;
    }
    stream& operator>>(T& value) {
        value = read();
        return *this;
    }

    const char* name() const { return name_.c_str(); }
    // The largest number of values that the stream has held.
    std::size_t deepest() const { return deepest_; }

    ~stream() {
        if (trace_) std::fclose(trace_);
        if (!queue_.empty()) {
            std::fprintf(stderr, "stream %s: %zu values were never read\n", name_.c_str(), queue_.size());
            std::abort();
        }
    }

private:
    std::string name_;
    std::deque<T> queue_;
    std::size_t deepest_;
    std::FILE* trace_;
};

}  // namespace hls

#endif
