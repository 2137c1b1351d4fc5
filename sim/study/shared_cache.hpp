#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <list>
#include <memory>
#include <mutex>

namespace tripart {

/// The values asked for last, each made once however many threads ask for it at a time.
template <class Key, class Value>
class SharedCache {
 public:
  /// \param most  values kept beside those that somebody still uses, >= 1
  explicit SharedCache(std::size_t most) : most_(most) {}

  /// The value of `key`; `make` makes it where it is not at hand. If that throws, so does
  /// this, and the next one who asks tries again.
  std::shared_ptr<const Value> get(
      const Key& key, const std::function<std::shared_ptr<const Value>()>& make) {
    std::unique_lock lock(mutex_);
    while (true) {
      const auto found = find(key);
      if (found == entries_.end()) {
        break;
      }
      if (found->value) {
        entries_.splice(entries_.begin(), entries_, found);
        return found->value;
      }
      changed_.wait(lock);  // somebody is at it
    }
    entries_.push_front({key, nullptr});
    lock.unlock();
    std::shared_ptr<const Value> value;
    try {
      value = make();
    } catch (...) {
      lock.lock();
      entries_.erase(find(key));
      changed_.notify_all();
      throw;
    }
    lock.lock();
    find(key)->value = value;
    forget_the_oldest();
    changed_.notify_all();
    return value;
  }

 private:
  struct Entry {
    Key key;
    std::shared_ptr<const Value> value;  ///< null while it is made
  };
  using Entries = std::list<Entry>;

  typename Entries::iterator find(const Key& key) {
    return std::find_if(entries_.begin(), entries_.end(),
                        [&](const Entry& entry) { return entry.key == key; });
  }

  void forget_the_oldest() {
    auto kept = static_cast<std::size_t>(
        std::count_if(entries_.begin(), entries_.end(),
                      [](const Entry& entry) { return entry.value; }));
    for (auto entry = entries_.end(); kept > most_ && entry != entries_.begin();) {
      --entry;
      if (entry->value) {
        entry = entries_.erase(entry);
        --kept;
      }
    }
  }

  std::size_t most_;
  std::mutex mutex_;
  std::condition_variable changed_;
  Entries entries_;  // the one used last in front
};

}  // namespace tripart
