#include "reference_backend/playground/bridge_client.hpp"

#include <utility>

namespace WP_CODEBOX_NAMESPACE::playground {
namespace {

/// More than any output that a run may have.
constexpr std::size_t longest_frame = std::size_t{256} << 20;
constexpr std::size_t longest_log = 16384;
constexpr int protocol = 1;
/// A process that does not go by then hangs in the kernel.
constexpr std::chrono::seconds kill_limit{10};

std::string with_log(std::string message, const std::string& log) {
  if (!log.empty()) message += "; its log ends with:\n" + log;
  return message;
}

std::string text_member(const nlohmann::json& object, const char* name) {
  const auto member = object.find(name);
  return member != object.end() && member->is_string() ? member->get<std::string>() : std::string();
}

std::string message_of(const nlohmann::json& error) {
  std::string message = text_member(error, "message");
  const auto causes = error.find("causes");
  if (causes == error.end()) return message;
  for (const auto& cause : *causes) {
    if (cause.is_string()) message += "; cause: " + cause.get<std::string>();
  }
  return message;
}

}  // namespace

/// A question under way; lives on the asker's stack.
struct BridgeClient::Question {
  bool taken = false;
  bool answered = false;
  BridgeFrame answer;
};

BridgeClient::BridgeClient(ProcessSpec spec) : reader_(longest_frame) {
  process_ = std::make_unique<Process>(
      std::move(spec), ProcessHandlers{.on_stdout = [this](std::string_view bytes) { read(bytes); },
                                       .on_stderr =
                                           [this](std::string_view bytes) {
                                             const std::lock_guard lock(mutex_);
                                             log_.append(bytes);
                                             if (log_.size() > 2 * longest_log) {
                                               log_.erase(0, log_.size() - longest_log);
                                             }
                                           },
                                       .on_end = [this](const ProcessEnd& ended) { end(ended); }});
}

void BridgeClient::read(std::string_view bytes) {
  {
    const std::lock_guard lock(mutex_);
    if (!garbage_.empty()) return;
  }
  try {
    reader_.feed(bytes, [this](BridgeFrame frame) { accept(std::move(frame)); });
  } catch (const std::exception& error) {
    const std::lock_guard lock(mutex_);
    garbage_ = error.what();
    changed_.notify_all();
  }
}

BridgeClient::Question* BridgeClient::question_of(const nlohmann::json& message) {
  const auto id = message.find("id");
  if (id == message.end() || !id->is_number_unsigned()) {
    throw BridgeGarbage("the bridge sent an answer without an id: " +
                        message.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  }
  const auto question = questions_.find(id->get<std::uint64_t>());
  return question == questions_.end() ? nullptr : question->second;  // its asker did not wait
}

void BridgeClient::accept_event(const nlohmann::json& message) {
  if (message["event"] == "hello") {
    if (message.value("protocol", 0) != protocol) {
      throw BridgeGarbage("the bridge speaks another protocol than " + std::to_string(protocol));
    }
    greeted_ = true;
    node_version_ = text_member(message, "node");
    changed_.notify_all();
  } else if (message["event"] == "taken") {
    if (Question* const question = question_of(message)) question->taken = true;
  }
}

void BridgeClient::accept(BridgeFrame frame) {
  const std::lock_guard lock(mutex_);
  if (frame.message.contains("event")) {
    accept_event(frame.message);
  } else if (Question* const question = question_of(frame.message)) {
    question->answer = std::move(frame);
    question->answered = true;
    changed_.notify_all();
  }
}

void BridgeClient::end(const ProcessEnd& ended) {
  const std::lock_guard lock(mutex_);
  end_ = ended;
  changed_.notify_all();
}

void BridgeClient::wait(std::unique_lock<std::mutex>& lock, const Deadline& deadline,
                        const std::function<bool()>& done) {
  const auto over = [&] { return done() || end_ || !garbage_.empty(); };
  if (!deadline) {
    changed_.wait(lock, over);
  } else if (!changed_.wait_until(lock, *deadline, over)) {
    throw BridgeFailure(BridgeFailure::Kind::late, {}, "no answer in time");
  }
  if (done()) return;
  if (!garbage_.empty()) {
    const std::string garbage = garbage_;
    lock.unlock();
    kill();
    throw BridgeFailure(BridgeFailure::Kind::garbage, {}, garbage);
  }
  fail_ended();
}

void BridgeClient::fail_ended() const {
  BridgeFailure failure(BridgeFailure::Kind::ended, {},
                        with_log("the bridge process ended with " + end_->text(), log_));
  failure.end = end_;
  throw failure;
}

void BridgeClient::greet(const Deadline& deadline) {
  std::unique_lock lock(mutex_);
  wait(lock, deadline, [this] { return greeted_; });
}

BridgeAnswer BridgeClient::ask(nlohmann::json request, const Deadline& deadline) {
  Question question;
  std::unique_lock lock(mutex_);
  const std::uint64_t id = ++last_id_;
  request["id"] = id;
  questions_[id] = &question;
  struct Forget {
    BridgeClient& client;
    std::unique_lock<std::mutex>& lock;
    std::uint64_t id;
    ~Forget() {
      if (!lock.owns_lock()) lock.lock();
      client.questions_.erase(id);
    }
  } const forget{*this, lock, id};
  process_->write(request.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
  try {
    wait(lock, deadline, [&question] { return question.answered; });
  } catch (BridgeFailure& failure) {
    failure.taken = question.taken;
    throw;
  }
  BridgeFrame& answer = question.answer;
  const auto error = answer.message.find("error");
  if (error != answer.message.end() && error->is_object()) {
    throw BridgeFailure(BridgeFailure::Kind::refused, text_member(*error, "code"),
                        message_of(*error));
  }
  return {std::move(answer.message["result"]), std::move(answer.payload)};
}

bool BridgeClient::alive() const {
  const std::lock_guard lock(mutex_);
  return !end_ && garbage_.empty();
}

void BridgeClient::kill() noexcept { process_->terminate(std::chrono::milliseconds(0)); }

void BridgeClient::kill_and_wait() noexcept {
  kill();
  static_cast<void>(process_->wait_for(kill_limit));
}

std::string BridgeClient::node_version() const {
  const std::lock_guard lock(mutex_);
  return node_version_;
}

std::string BridgeClient::log() const {
  const std::lock_guard lock(mutex_);
  return log_.size() > longest_log ? log_.substr(log_.size() - longest_log) : log_;
}

}  // namespace WP_CODEBOX_NAMESPACE::playground
